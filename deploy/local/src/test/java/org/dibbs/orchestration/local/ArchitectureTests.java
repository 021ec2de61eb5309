package org.dibbs.orchestration.local;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "org.dibbs.orchestration.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule knowsNeitherGatewayNorOrchestrator = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.dibbs.orchestration.gateway..", "org.dibbs.orchestration.orchestrator..");

	@ArchTest
	static final ArchRule onlyTheBrokerAndTheChaosKnowKafka = noClasses().that()
		.resideOutsideOfPackage("..local.chaos..")
		.and()
		.haveSimpleNameNotStartingWith("Broker")
		.and()
		.haveSimpleNameNotStartingWith("LocalBroker")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("kafka..", "org.apache.kafka..");

	@ArchTest
	static final ArchRule theChaosSeesTheStackFromOutside = noClasses().that()
		.resideInAPackage("..local.chaos..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("kafka..", "org.dibbs.orchestration.local");

}
