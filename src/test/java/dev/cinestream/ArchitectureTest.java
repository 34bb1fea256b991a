package dev.cinestream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Rejection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may import whom. The modules' own arrows are in [ModulesTest].
class ArchitectureTest {

    static final String ROOT = "dev.cinestream";

    /// The few places where a reactive pipeline begins or a thread waits, and why.
    private static final Map<String, String> BEGINS_OR_WAITS =
            Map.ofEntries(
                    Map.entry("ChargeBatches", "begins: a batch runs for many callers, not one"),
                    Map.entry("SimulatorNotices", "begins: at its times, when nobody asks"),
                    Map.entry("DemoCatalog", "begins: at the start, when nobody asks"),
                    Map.entry("DeadlineWatch", "begins: at the start, when nobody asks"),
                    Map.entry("StepWatch", "begins: at the start, when nobody asks"),
                    Map.entry("EngineMetrics", "begins: at its times, when nobody asks"),
                    Map.entry("EngineStart", "waits: nothing may run before the engine is ready"),
                    Map.entry("CommandMemory", "begins: at its times, when nobody asks"),
                    Map.entry("CommandPipeline", "begins: a batch runs for many callers, not one"),
                    Map.entry("Projections", "waits: tables are there before events are"),
                    Map.entry("ReactionStart", "waits: inboxes are there before events are"),
                    Map.entry("RelayWake", "begins: nobody waits for a notification"),
                    Map.entry("Deliveries", "begins: it looks for due webhooks at its own pace"),
                    Map.entry("IdentityCleanup", "begins: at its times, when nobody asks"),
                    Map.entry("SigningKeys", "waits, begins: at the start and at its times"),
                    Map.entry("StartFromInbox", "waits: Kafka asks on its consumer's thread"),
                    Map.entry("RebuildWorker", "waits: on the rebuild's own thread"),
                    Map.entry("RebuildRun", "waits: on the rebuild's own thread"),
                    Map.entry("HeldTransaction", "waits: on the threads of rebuild and comparison"),
                    Map.entry("RebuildLease", "waits: on the lease's own thread"),
                    Map.entry("Heads", "waits: on the comparison's own thread"),
                    Map.entry("HeadCheck", "waits: on the comparison's own thread"),
                    Map.entry("HeadRight", "waits: on the comparison's own thread"),
                    Map.entry("HeldGroup", "waits: on the comparison's own thread"),
                    Map.entry("GapRepair", "waits: on a thread of its own"),
                    Map.entry("LogLoader", "waits: on the rebuild's own thread"),
                    Map.entry("LogShard", "waits: on threads of the rebuild"),
                    Map.entry("FirstOccurrences", "waits: on a scan's own thread"),
                    Map.entry("LogScans", "waits: on a scan's own thread"),
                    Map.entry("ScanRun", "waits: on a scan's own thread"),
                    Map.entry("LogWaiters", "waits: on the relay's own thread"),
                    Map.entry("OutboxRelay", "waits: on the relay's own thread"));

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT);
    }

    @Test
    void the_engine_imports_nothing_of_ours() {
        holds(
                noClasses()
                        .that(resideInAnyPackage(ROOT + ".eventsourcing.."))
                        .should()
                        .dependOnClassesThat(oursExcept(ROOT + ".eventsourcing..")));
    }

    @Test
    void the_platform_imports_only_the_engine() {
        holds(
                noClasses()
                        .that(resideInAnyPackage(ROOT + ".platform.."))
                        .should()
                        .dependOnClassesThat(
                                oursExcept(ROOT + ".platform..", ROOT + ".eventsourcing..")));
    }

    @Test
    void no_package_is_part_of_a_cycle() {
        holds(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void an_aggregate_knows_java_the_decider_and_its_modules_root() {
        for (JavaClass decider : deciders()) {
            String aggregate = decider.getPackageName();
            holds(
                    noClasses()
                            .that()
                            .resideInAPackage(aggregate)
                            .should()
                            .dependOnClassesThat(
                                    resideOutsideOfPackages(
                                            "java..",
                                            "org.jspecify.annotations",
                                            "org.joda.money",
                                            ROOT + ".eventsourcing.decider",
                                            moduleRoot(aggregate),
                                            aggregate)));
        }
    }

    @Test
    void an_aggregate_has_no_clock_and_no_dice() {
        for (JavaClass decider : deciders()) {
            holds(
                    noClasses()
                            .that()
                            .resideInAPackage(decider.getPackageName())
                            .should()
                            .callMethod(Instant.class, "now")
                            .orShould()
                            .callMethod(UUID.class, "randomUUID")
                            .orShould()
                            .callMethod(System.class, "currentTimeMillis")
                            .orShould()
                            .callMethod(System.class, "nanoTime")
                            .orShould()
                            .dependOnClassesThat()
                            .areAssignableTo(RandomGenerator.class)
                            .orShould()
                            .dependOnClassesThat()
                            .areAssignableTo(ThreadLocalRandom.class)
                            .orShould()
                            .dependOnClassesThat()
                            .areAssignableTo(Clock.class));
        }
    }

    @Test
    void commands_events_and_rejections_are_records() {
        Set<String> words = Set.of("Command", "Event", "Rejection");
        DescribedPredicate<JavaClass> aWord =
                describe(
                        "a command, an event or a rejection",
                        type ->
                                !type.isInterface()
                                        && (type.isAssignableTo(Rejection.class)
                                                || type.getAllRawInterfaces().stream()
                                                        .anyMatch(parent ->
                                                                deciderPackages()
                                                                                .contains(
                                                                                        parent
                                                                                                .getPackageName())
                                                                        && words.stream()
                                                                                .anyMatch(
                                                                                        parent
                                                                                                        .getSimpleName()
                                                                                                ::endsWith))));
        holds(classes().that(aWord).should().beRecords());
    }

    @Test
    void nobody_imports_web() {
        holds(
                noClasses()
                        .that(resideOutsideOfPackages("..web.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(ROOT + "..web..")));
    }

    @Test
    void kafka_and_sql_clients_stay_in_the_engine_in_readmodels_and_in_adapters() {
        holds(
                noClasses()
                        .that(
                                resideOutsideOfPackages(
                                        ROOT + ".eventsourcing..",
                                        ROOT + ".embedded..",
                                        "..readmodel..",
                                        "..adapter.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "org.apache.kafka..",
                                        "io.vertx..sqlclient..",
                                        "io.vertx..pgclient..",
                                        "org.hibernate..",
                                        "java.sql..",
                                        "javax.sql..")));
    }

    @Test
    void pipelines_begin_and_threads_wait_in_few_known_places() {
        DescribedPredicate<JavaCall<?>> beginsOrWaits =
                describe(
                        "await() or subscribe()",
                        call -> {
                            AccessTarget.CodeUnitCallTarget target = call.getTarget();
                            return Set.of("await", "subscribe").contains(target.getName())
                                    && (target.getOwner().isAssignableTo(Uni.class)
                                            || target.getOwner().isAssignableTo(Multi.class));
                        });
        DescribedPredicate<JavaClass> elsewhere =
                describe(
                        "are not on the list",
                        type -> !BEGINS_OR_WAITS.containsKey(outermost(type).getSimpleName()));
        holds(noClasses().that(elsewhere).should().callCodeUnitWhere(beginsOrWaits));
        holds(noClasses().that(elsewhere).should().beAnnotatedWith(Blocking.class));
        holds(
                noMethods()
                        .that()
                        .areDeclaredInClassesThat(elsewhere)
                        .should()
                        .beAnnotatedWith(Blocking.class));
    }

    @Test
    void the_list_of_such_places_names_no_class_that_is_gone() {
        Set<String> there =
                ours.stream()
                        .map(type -> outermost(type).getSimpleName())
                        .collect(Collectors.toSet());
        assertThat(there).containsAll(BEGINS_OR_WAITS.keySet());
    }

    @Test
    void what_a_bean_needs_arrives_in_its_constructor() {
        holds(
                noFields()
                        .should()
                        .beAnnotatedWith(Inject.class)
                        .orShould()
                        .beAnnotatedWith(ConfigProperty.class));
        holds(noMethods().should().beAnnotatedWith(Inject.class));
    }

    /// Money is reckoned in whole minor units and exact ratios (CS-4); places on a page are not.
    @Test
    void nothing_in_billing_is_floating_point() {
        Set<String> types =
                Set.of("double", "float", Double.class.getName(), Float.class.getName());
        DescribedPredicate<JavaClass> floating =
                describe("floating point", type -> types.contains(type.getName()));
        Set<String> drawing = Set.of("InvoicePdf", "TaggedPdf");
        DescribedPredicate<JavaClass> billing =
                resideInAnyPackage(ROOT + ".billing..")
                        .and(
                                describe(
                                        "do not draw",
                                        type ->
                                                !drawing.contains(
                                                        outermost(type).getSimpleName())));
        holds(noFields().that().areDeclaredInClassesThat(billing).should().haveRawType(floating));
        holds(
                noMethods()
                        .that()
                        .areDeclaredInClassesThat(billing)
                        .should()
                        .haveRawReturnType(floating));
        holds(
                noCodeUnits()
                        .that()
                        .areDeclaredInClassesThat(billing)
                        .should()
                        .haveRawParameterTypes(
                                describe(
                                        "with one that is floating point",
                                        parameters -> parameters.stream().anyMatch(floating))));
    }

    @Test
    void no_seed_is_part_of_the_native_image() {
        holds(
                noFields()
                        .that()
                        .areStatic()
                        .and()
                        .areFinal()
                        .should()
                        .haveRawType(assignableTo(RandomGenerator.class))
                        .because("Quarkus initialises classes while it builds the image"));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(ours);
    }

    private static DescribedPredicate<JavaClass> oursExcept(String... packages) {
        return resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(packages));
    }

    private static Set<JavaClass> deciders() {
        return ours.stream()
                .filter(type -> type.isAssignableTo(Decider.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !type.getPackageName().startsWith(ROOT + ".eventsourcing"))
                .collect(Collectors.toSet());
    }

    private static Set<String> deciderPackages() {
        return deciders().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    private static String moduleRoot(String aggregatePackage) {
        return aggregatePackage.substring(0, aggregatePackage.lastIndexOf('.'));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass result = type;
        while (result.getEnclosingClass().isPresent()) {
            result = result.getEnclosingClass().get();
        }
        return result;
    }
}
