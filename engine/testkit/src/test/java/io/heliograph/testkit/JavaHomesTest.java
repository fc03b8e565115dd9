package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JavaHomesTest {
    @Test
    void shouldFindTheRunningJdkAndOnlySuchAsRunOurClasses() {
        assertThat(JavaHomes.byVersion()).containsKey(System.getProperty("java.version"));
        assertThat(JavaHomes.byVersion().keySet())
                .allSatisfy(version ->
                        assertThat(Runtime.Version.parse(version).feature()).isGreaterThanOrEqualTo(17));
    }
}
