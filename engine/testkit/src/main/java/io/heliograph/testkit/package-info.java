/**
 * What tests of every room share: meters, seeded input, expected values, a clock by hand, child processes.
 *
 * <p>Depends on the JDK, Agrona and JUnit, and on no other room.
 */
package io.heliograph.testkit;
