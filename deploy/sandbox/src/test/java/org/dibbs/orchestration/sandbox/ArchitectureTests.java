package org.dibbs.orchestration.sandbox;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.dibbs.orchestration.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("org.dibbs.orchestration.sandbox.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule endpointsDoNotKnowTheServer = noClasses().that()
		.resideOutsideOfPackages("org.dibbs.orchestration.sandbox", "..sandbox.server..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.sun.net.httpserver..", "..sandbox.server..");

}
