package dev.cinestream;

import static dev.cinestream.ArchitectureTest.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The walls between the modules, as each declares them with [Module] on its root package.
class ModulesTest {

    /// Top-level packages that are no modules: they serve all of them.
    private static final Set<String> NOT_MODULES = Set.of("eventsourcing", "platform", "embedded");

    private static JavaClasses ours;
    private static final Map<String, Module> MODULES = new TreeMap<>();

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT);
        for (JavaPackage folder : ours.getPackage(ROOT).getSubpackages()) {
            folder.tryGetAnnotationOfType(Module.class)
                    .ifPresent(module -> MODULES.put(folder.getRelativeName(), module));
        }
    }

    @Test
    void every_folder_is_a_module_or_serves_them_all() {
        assertThat(ours.getPackage(ROOT).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .allMatch(name -> NOT_MODULES.contains(name) || MODULES.containsKey(name));
    }

    @Test
    void a_module_is_named_as_its_folder() {
        assertThat(MODULES)
                .allSatisfy((folder, module) -> assertThat(module.name()).isEqualTo(folder));
    }

    @Test
    void a_module_depends_on_modules_that_exist_and_never_in_a_circle() {
        assertThat(MODULES)
                .allSatisfy((name, module) -> {
                    assertThat(MODULES.keySet()).containsAll(List.of(module.dependsOn()));
                    assertThat(reachableFrom(name)).doesNotContain(name);
                });
    }

    @Test
    void a_module_sees_another_only_through_its_root_and_only_if_it_says_so() {
        List<String> broken =
                ours.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(ModulesTest::breaksAWall)
                        .map(Dependency::getDescription)
                        .toList();
        assertThat(broken).isEmpty();
    }

    private static boolean breaksAWall(Dependency dependency) {
        Optional<String> from = moduleOf(dependency.getOriginClass());
        Optional<String> to = moduleOf(dependency.getTargetClass());
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return false;
        }
        Module mine = MODULES.get(from.get());
        Module theirs = MODULES.get(to.get());
        boolean declared = Arrays.asList(mine.dependsOn()).contains(to.get());
        String root = ROOT + "." + to.get();
        String target = dependency.getTargetClass().getPackageName();
        boolean open =
                target.equals(root)
                        || Arrays.stream(theirs.exposes())
                                .anyMatch(exposed -> target.equals(root + "." + exposed));
        return !(declared && open);
    }

    private static Optional<String> moduleOf(JavaClass type) {
        String name = type.getPackageName();
        return MODULES.keySet().stream()
                .filter(module ->
                        name.equals(ROOT + "." + module)
                                || name.startsWith(ROOT + "." + module + "."))
                .findFirst();
    }

    private static Set<String> reachableFrom(String start) {
        var reached = new HashSet<String>();
        visit(start, reached);
        return reached;
    }

    private static void visit(String name, Set<String> reached) {
        for (String next : MODULES.get(name).dependsOn()) {
            if (reached.add(next)) {
                visit(next, reached);
            }
        }
    }
}
