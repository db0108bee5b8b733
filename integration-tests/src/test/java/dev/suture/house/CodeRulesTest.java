// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;

/** What the classes use: each rule over all of our bundles and the runtime. */
class CodeRulesTest {
    private static final JavaClasses OURS = ours();
    /** What changes which bundles there are, or how they are wired. */
    private static final Map<Class<?>, Set<String>> MUTATORS = Map.of(BundleContext.class, Set.of("installBundle"),
            Bundle.class, Set.of("update", "uninstall"), FrameworkWiring.class,
            Set.of("refreshBundles", "resolveBundles"));
    /** The anchor, and the two that put it into a framework. */
    private static final Set<String> MUTATING = Set.of("dev.suture.anchor.host", "dev.suture.launcher.internal",
            "dev.suture.runtime.guest");

    @ParameterizedTest
    @ValueSource(strings = {"dev.suture.patch", "dev.suture.anchor.host", "dev.suture.runtime.launch",
            "dev.suture.notify.mqtt.internal", "dev.suture.publish.internal"})
    void thereAreClassesToJudge(String room) {
        assertTrue(OURS.containPackage(room), room);
    }

    @Test
    void pahoOnlyInNotifyMqttAndForThePublisher() {
        noClasses().that()
                .resideOutsideOfPackages("dev.suture.notify.mqtt..", "dev.suture.runtime.publish",
                        "dev.suture.runtime.demo")
                .should().dependOnClassesThat().resideInAPackage("org.eclipse.paho..").check(OURS);
    }

    @Test
    void bouncyCastleOnlyWhereKeysAreRead() {
        noClasses().that().resideOutsideOfPackages("dev.suture.tuf..", "dev.suture.publish..").should()
                .dependOnClassesThat().resideInAPackage("org.bouncycastle..").check(OURS);
    }

    @Test
    void bundlesAreInstalledChangedAndRewiredOnlyByTheAnchorTheLauncherAndTheGuest() {
        List<String> elsewhere = OURS.stream().filter(type -> !MUTATING.contains(type.getPackageName()))
                .flatMap(CodeRulesTest::mutations).toList();
        assertEquals(List.of(), elsewhere);
        assertTrue(OURS.stream().anyMatch(type -> mutations(type).findAny().isPresent()), "the anchor's own are seen");
    }

    @Test
    void frameworksAreLaunchedOnlyByTheLauncher() {
        noClasses().that().resideOutsideOfPackage("dev.suture.launcher..").should().dependOnClassesThat()
                .resideInAnyPackage("org.osgi.framework.launch..", "org.osgi.framework.connect..",
                        "org.apache.felix.framework..", "org.eclipse.osgi..")
                .check(OURS);
    }

    @Test
    void theGuestNeedsOnlyWhatItsJarHasInIt() {
        DescribedPredicate<JavaClass> inItsJar = resideInAnyPackage("java..", "org.osgi.framework..",
                "org.osgi.service.cm", "dev.suture.runtime.guest", "dev.suture.runtime.state", "dev.suture.anchor..",
                "dev.suture.patch", "dev.suture.stage", "dev.suture.delta", "dev.suture.tuf..", "com.google.gson")
                .or(belongToAnyOf(UserError.class, DiskTrouble.class));
        classes().that().resideInAnyPackage("dev.suture.runtime.guest", "dev.suture.runtime.state").should()
                .onlyDependOnClassesThat(inItsJar).check(OURS);
    }

    @Test
    void bundlesListenOnNoTcpPort() {
        noClasses().that().resideOutsideOfPackage("dev.suture.runtime..").should()
                .callMethod(ServerSocketChannel.class, "open").orShould().dependOnClassesThat()
                .areAssignableTo(ServerSocket.class).check(OURS);
    }

    @Test
    void theAnchorsContractNamesOnlyTheJdk() {
        classes().that().resideInAPackage("dev.suture.anchor").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.suture.anchor", "org.osgi.annotation..").check(OURS);
    }

    @Test
    void integratorsContractsAreConsumerTypesAllOthersProviderTypes() {
        Set<String> api = House.bundle("api").exports();
        List<JavaClass> contracts = OURS.stream().filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> api.contains(type.getPackageName()) && !isSealed(type))
                .filter(type -> !type.getSimpleName().equals("package-info")).toList();
        assertEquals(List.of(), contracts.stream().filter(type -> !type.isAnnotatedWith(role(type))).toList());
        assertTrue(contracts.size() > 5, "found only " + contracts);
    }

    @Test
    void bundlesKnowNothingOfTheRuntime() {
        noClasses().that().resideOutsideOfPackage("dev.suture.runtime..").should().dependOnClassesThat()
                .resideInAPackage("dev.suture.runtime..").check(OURS);
    }

    private static String role(JavaClass contract) {
        boolean integrators = Set.of("dev.suture.policy", "dev.suture.health").contains(contract.getPackageName());
        return "org.osgi.annotation.versioning." + (integrators ? "ConsumerType" : "ProviderType");
    }

    /** A result with its cases inside, not a contract that others implement. */
    private static boolean isSealed(JavaClass type) {
        return type.getSubclasses().stream().anyMatch(each -> each.getName().startsWith(type.getName() + "$"));
    }

    /** Calls and method references; ArchUnit counts a lambda's to the method around it. */
    private static Stream<String> mutations(JavaClass type) {
        Stream<? extends JavaCodeUnitAccess<?>> accesses = Stream.concat(type.getMethodCallsFromSelf().stream(),
                type.getMethodReferencesFromSelf().stream());
        return accesses.filter(CodeRulesTest::isMutator).map(JavaCodeUnitAccess::getDescription);
    }

    private static boolean isMutator(JavaCodeUnitAccess<?> access) {
        return MUTATORS.entrySet().stream().anyMatch(mutator -> mutator.getValue().contains(access.getName())
                && access.getTargetOwner().isAssignableTo(mutator.getKey()));
    }

    private static JavaClasses ours() {
        Stream<Location> jars = House.bundles().stream().map(bundle -> Location.of(bundle.jar().toUri()));
        return new ClassFileImporter().withImportOption(location -> location.contains("/dev/suture/"))
                .importLocations(Stream.concat(jars, Stream.of(Location.of(House.RUNTIME))).toList());
    }
}
