package io.heliograph.server.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code x60} or {@code 60}: how many times as fast as the clock. */
public final class Speed implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double speed = Double.parseDouble(text.startsWith("x") ? text.substring(1) : text);
            if (speed > 0 && Double.isFinite(speed)) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected a speed such as x1 or x60, found " + text);
        }
        throw new TypeConversionException("expected a speed above 0, found " + text);
    }
}
