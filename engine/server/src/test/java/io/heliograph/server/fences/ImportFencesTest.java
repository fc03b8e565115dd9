package io.heliograph.server.fences;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.grpc.Status;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may know what, over the bytecode of the whole engine. */
final class ImportFencesTest {
    private static JavaClasses engine;

    @BeforeAll
    static void read() {
        engine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
                .importPackages("io.heliograph");
    }

    @Test
    void shouldKeepChronicleInOnePackage() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.heliograph.journal.segment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.openhft.."));
    }

    @Test
    void shouldKeepSqlInOnePackage() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.heliograph.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "org.jdbi..",
                        "com.zaxxer..",
                        "org.flywaydb.."));
    }

    @Test
    void shouldKeepStatusCodesInOneClassOfTheServer() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server..")
                .and()
                .resideOutsideOfPackages("io.heliograph.server.rpc..", "io.heliograph.server.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Status.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Status.Code.class));
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.rpc..")
                .and()
                .doNotHaveSimpleName("StatusMapper")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Status.Code.class));
    }

    @Test
    void shouldKeepKernelsAPureLibrary() {
        holds(classes()
                .that()
                .resideInAPackage("io.heliograph.kernels..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.heliograph.kernels..", "java.lang..", "java.util.."));
    }

    @Test
    void shouldKeepTheCoreFromTheOutsideWorld() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "net.openhft..",
                        "io.grpc..",
                        "com.google..",
                        "java.sql..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "io.heliograph.journal..",
                        "io.heliograph.server.."));
    }

    @Test
    void shouldKeepThePackagesOfTheServerFromReachingInCircles() {
        holds(slices().matching("io.heliograph.server.(*)..").should().beFreeOfCycles());
    }

    @Test
    void shouldKeepCommandsFromReachingInCircles() {
        holds(slices().matching("io.heliograph.server.cli.(*)..").should().beFreeOfCycles());
        holds(noClasses()
                .that()
                .resideInAnyPackage("io.heliograph.server.cli.console..", "io.heliograph.server.cli.option..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server.cli..")
                        .and(not(resideInAnyPackage(
                                "io.heliograph.server.cli.console..", "io.heliograph.server.cli.option..")))));
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.heliograph.server.cli"));
    }

    @Test
    void shouldLetOnlyTheAssemblyAndTheCommandLineSeeTheConfiguration() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server..")
                .and()
                .resideOutsideOfPackages(
                        "io.heliograph.server.config..", "io.heliograph.server.engine..", "io.heliograph.server.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server.config..")));
    }

    @Test
    void shouldKeepTheServersRoomsApart() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.heliograph.server.store..",
                        "io.heliograph.server.publish..",
                        "io.heliograph.server.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.heliograph.server.engine..",
                        "io.heliograph.server.ingress..",
                        "io.heliograph.server.sequencer..",
                        "io.heliograph.server.control..",
                        "io.heliograph.server.snapshot..",
                        "io.heliograph.server.cli.."));
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.heliograph.server.ingress..",
                        "io.heliograph.server.sequencer..",
                        "io.heliograph.server.control..",
                        "io.heliograph.server.snapshot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.heliograph.server.engine..",
                        "io.heliograph.server.store..",
                        "io.heliograph.server.publish..",
                        "io.heliograph.server.query..",
                        "io.heliograph.server.cli.."));
    }

    @Test
    void shouldLetIndicatorsAskForBarsAndNobodyElse() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.indicator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.heliograph.server.engine..",
                        "io.heliograph.server.sequencer..",
                        "io.heliograph.server.control..",
                        "io.heliograph.server.store..",
                        "io.heliograph.server.cli..",
                        "io.heliograph.journal.."));
    }

    @Test
    void shouldLetAuditsKnowTheJournalAndNotTheEngineThatWritesIt() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.audit..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server..")
                        .and(not(resideInAnyPackage("io.heliograph.server.audit..", "io.heliograph.server.rpc..")))));
    }

    @Test
    void shouldRunOfflineWithoutTheProcessThatServes() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.backtest..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server.*..")
                        .and(not(resideInAnyPackage(
                                "io.heliograph.server.backtest..",
                                "io.heliograph.server.feed..",
                                "io.heliograph.server.file..",
                                "io.heliograph.server.ingress..",
                                "io.heliograph.server.text..")))));
    }

    @Test
    void shouldAskWhatIfOfOfflineRunsAlone() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.whatif..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server.*..")
                        .and(not(resideInAnyPackage(
                                "io.heliograph.server.whatif..",
                                "io.heliograph.server.backtest..",
                                "io.heliograph.server.feed..",
                                "io.heliograph.server.text..")))));
    }

    @Test
    void shouldDoTasksWithoutKnowingWhatTheyAre() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.task..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.heliograph.server.*..", "io.heliograph.journal..", "io.heliograph.core..")
                        .and(not(resideInAnyPackage("io.heliograph.server.task..", "io.heliograph.server.rpc..")))));
    }

    @Test
    void shouldTryStrategiesBesideTheSequencerAndNotOnIt() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.trial..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.heliograph.server.engine..",
                        "io.heliograph.server.ingress..",
                        "io.heliograph.server.publish..",
                        "io.heliograph.server.store..",
                        "io.heliograph.server.cli.."));
    }

    @Test
    void shouldExplainOutOfTheJournalAlone() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.explain..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server.*..")
                        .and(not(resideInAnyPackage(
                                "io.heliograph.server.explain..",
                                "io.heliograph.server.publish..",
                                "io.heliograph.server.rpc..",
                                "io.heliograph.server.text..")))));
    }

    @Test
    void shouldLetAReportKnowWhatItTellsAndNothingElseOfTheServer() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.heliograph.server.report..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heliograph.server..")
                        .and(not(resideInAnyPackage(
                                "io.heliograph.server.report..",
                                "io.heliograph.server.backtest..",
                                "io.heliograph.server.whatif..",
                                "io.heliograph.server.text..")))));
    }

    @Test
    void shouldStartThreadsInTheAssemblyAlone() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.heliograph.core..",
                        "io.heliograph.journal..",
                        "io.heliograph.server.ingress..",
                        "io.heliograph.server.sequencer..",
                        "io.heliograph.server.snapshot..",
                        "io.heliograph.server.publish..")
                .should()
                .callMethod(Thread.class, "start"));
    }

    private static void holds(ArchRule rule) {
        rule.check(engine);
    }
}
