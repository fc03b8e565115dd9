package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.faults.Failpoint.Point;
import io.heliograph.testkit.FaultSuite;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F1: {@code kill -9} of the full engine, at random moments and at named points of its work.
 *
 * <p>Five engines die on each directory before it is compared with a run without kills; every fifth directory has a store.
 */
final class KillsTest {
    private static final int KILLS_IN_A_LIFE = 5;
    private static final int LIVES_TO_A_STORE = 5;
    private static final List<Point> PLAIN =
            Arrays.stream(Point.values()).filter(point -> !point.needsStore()).toList();
    private static final List<Point> STORE =
            Arrays.stream(Point.values()).filter(Point::needsStore).toList();

    /** What an engine does while it starts. */
    private static final List<Point> START =
            List.of(Point.BEFORE_APPEND_EVENTS, Point.AFTER_ROLL, Point.AFTER_APPEND_EVENTS, Point.BEFORE_ROLL);

    private final FaultSuite suite = FaultSuite.of("kills", 25, 1000);
    private final KillFigures figures = new KillFigures();

    @TempDir
    private Path folder;

    private KillLife life;

    @AfterEach
    void closeWhatAFailedCaseLeft() throws Exception {
        if (life != null) {
            life.close();
        }
    }

    @Test
    void shouldLoseNothingAcknowledgedAndRepeatNothingWheneverItIsKilled() {
        suite.run(this::kill);
        assertThat(figures.points())
                .as("named points at which it died: %s", figures)
                .isPositive();
        suite.passed(figures.text());
    }

    private void kill(int number) {
        SplittableRandom random = new SplittableRandom(number);
        boolean inStart = number % 10 == 3;
        Point point = number % 2 == 0 ? null : inStart ? START.get(number / 10 % START.size()) : pointOf(number);
        try {
            if (life == null) {
                life = new KillLife(
                        folder.resolve("life-" + number), number, hasStore(number), suite.isFull(), figures);
            }
            life.kill(point, inStart, random);
            if (number % KILLS_IN_A_LIFE == KILLS_IN_A_LIFE - 1 || number == suite.cases() - 1) {
                life.end();
                life.close();
                life = null;
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError("case=" + number + " point=" + point + " inStart=" + inStart, e);
        }
    }

    private static boolean hasStore(int number) {
        return number / KILLS_IN_A_LIFE % LIVES_TO_A_STORE == LIVES_TO_A_STORE - 1;
    }

    private static Point pointOf(int number) {
        List<Point> points = hasStore(number) ? STORE : PLAIN;
        return points.get(number / 2 % points.size());
    }
}
