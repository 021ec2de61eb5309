package org.dibbs.orchestration;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.dibbs.orchestration", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("org.dibbs.orchestration.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule jsonKnowsNothingOfOurs = classes().that()
		.resideInAPackage("..json..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("..orchestration.json..", "java..", "tools.jackson..", "org.jspecify..");

	@ArchTest
	static final ArchRule problemsKnowOnlyJson = classes().that()
		.resideInAPackage("..problem..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("..orchestration.problem..", "..orchestration.json..", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule nothingHereNeedsSpring = classes().should()
		.onlyDependOnClassesThat()
		.resideOutsideOfPackage("org.springframework..");

}
