package io.heliograph.server.store;

/**
 * Rows that were moved away because the journal does not know their outputs.
 *
 * @param firstEvent first event that the database had seen and the journal has not
 * @param lastEvent last of them; before {@code firstEvent} where there is none
 * @param firstOutput first output whose row was moved
 * @param lastOutput last of them
 * @param rows how many rows were moved
 */
public record SetAside(long firstEvent, long lastEvent, long firstOutput, long lastOutput, int rows) {
    @Override
    public String toString() {
        return "outputs=" + firstOutput + "-" + lastOutput + " rows=" + rows;
    }
}
