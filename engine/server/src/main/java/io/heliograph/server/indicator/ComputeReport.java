package io.heliograph.server.indicator;

/**
 * What a run over a file came to.
 *
 * @param rows read, bad ones included
 * @param bars taken
 * @param symbols with a bar taken
 * @param bad rows that could not be read, or are no bars
 * @param late bars that start before the newest of their symbol
 * @param revised bars with the newest one's start and other values
 * @param repeated bars equal to the newest one
 * @param wasStopped whether a bad, late or revised row ended it early
 */
public record ComputeReport(
        long rows, long bars, long symbols, long bad, long late, long revised, long repeated, boolean wasStopped) {}
