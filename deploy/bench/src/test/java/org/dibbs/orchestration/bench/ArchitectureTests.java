package org.dibbs.orchestration.bench;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.dibbs.orchestration.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("org.dibbs.orchestration.bench.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule theFloorIsMadeOfSocketsAlone = classes().that()
		.resideInAPackage("..bench.floor..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("..bench.floor..", "..sandbox.lean..", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule theStackIsSeenFromOutside = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.dibbs.orchestration.gateway..", "org.dibbs.orchestration.orchestrator..",
				"org.apache.kafka..");

}
