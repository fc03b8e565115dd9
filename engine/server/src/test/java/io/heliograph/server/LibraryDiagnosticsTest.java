package io.heliograph.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LibraryDiagnosticsTest {
    @Test
    void shouldPassOnWhatALibrarySaysWithItsLevel() {
        java.util.logging.Logger library = java.util.logging.Logger.getLogger("io.grpc.netty.shaded.Stream");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger("io.grpc");
        said.start();
        ours.addAppender(said);

        LibraryDiagnostics.takeOver();
        library.log(java.util.logging.Level.WARNING, "a message is too long");
        library.log(java.util.logging.Level.SEVERE, "a {0} broke", "stream");
        ours.detachAppender(said);

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("a message is too long", "a stream broke");
        assertThat(said.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.ERROR);
    }
}
