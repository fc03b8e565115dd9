package io.heliograph.server.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/** Keeps text of strategies, symbols and files from ending the block that it stands in: no less-than sign is written. */
final class SafeCharacters extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes['<'] = ESCAPE_STANDARD;
        codes['>'] = ESCAPE_STANDARD;
        codes['&'] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR
                ? new SerializedString(String.format("\\u%04x", character))
                : null;
    }
}
