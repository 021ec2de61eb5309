package org.dibbs.orchestration.orchestrator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.dibbs.orchestration.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("org.dibbs.orchestration.orchestrator.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule arrowsGoOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("intake")
		.definedBy("..orchestrator.intake..")
		.layer("batch")
		.definedBy("..orchestrator.batch..")
		.layer("reply")
		.definedBy("..orchestrator.reply..")
		.layer("workflow")
		.definedBy("..orchestrator.workflow..")
		.layer("registry")
		.definedBy("..orchestrator.registry..")
		.layer("archive")
		.definedBy("..orchestrator.archive..")
		.layer("ledger")
		.definedBy("..orchestrator.ledger..")
		.layer("redelivery")
		.definedBy("..orchestrator.redelivery..")
		.layer("block")
		.definedBy("..orchestrator.block..")
		.whereLayer("intake")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("redelivery")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("batch")
		.mayOnlyBeAccessedByLayers("intake")
		.whereLayer("ledger")
		.mayOnlyBeAccessedByLayers("intake", "redelivery")
		.whereLayer("archive")
		.mayOnlyBeAccessedByLayers("intake", "ledger", "redelivery")
		.whereLayer("reply")
		.mayOnlyBeAccessedByLayers("intake", "batch", "redelivery")
		.whereLayer("workflow")
		.mayOnlyBeAccessedByLayers("intake")
		.whereLayer("registry")
		.mayOnlyBeAccessedByLayers("intake", "workflow", "redelivery")
		.whereLayer("block")
		.mayOnlyBeAccessedByLayers("workflow", "registry");

	@ArchTest
	static final ArchRule theRegistryKnowsOnlyTheCatalogueOfTheBlocks = noClasses().that()
		.resideInAPackage("..orchestrator.registry..")
		.should()
		.dependOnClassesThat(resideInAPackage("..orchestrator.block..")
			.and(not(simpleName("EndpointCatalog").or(simpleName("StepInputException")))));

	@ArchTest
	static final ArchRule theLedgerKnowsOnlyWhatEventsTell = noClasses().that()
		.resideInAPackage("..orchestrator.ledger..")
		.should()
		.dependOnClassesThat(resideInAPackage("..orchestration.orchestrator..")
			.and(not(resideInAPackage("..orchestrator.ledger..").or(resideInAPackage("..orchestrator.archive.."))
				.or(resideInAPackage("..orchestrator.web..")))));

	@ArchTest
	static final ArchRule theWebEdgeKnowsNoFeature = noClasses().that()
		.resideInAPackage("..orchestrator.web..")
		.should()
		.dependOnClassesThat(
				resideInAPackage("..orchestration.orchestrator..").and(not(resideInAPackage("..orchestrator.web.."))));

	@ArchTest
	static final ArchRule theKeysKnowNoFeature = noClasses().that()
		.resideInAPackage("..orchestrator.idempotency..")
		.should()
		.dependOnClassesThat(resideInAPackage("..orchestration.orchestrator..")
			.and(not(resideInAPackage("..orchestrator.idempotency..").or(resideInAPackage("..orchestrator.web..")))));

	@ArchTest
	static final ArchRule theAuditKnowsNoFeature = noClasses().that()
		.resideInAPackage("..orchestrator.audit..")
		.should()
		.dependOnClassesThat(resideInAPackage("..orchestration.orchestrator..")
			.and(not(resideInAPackage("..orchestrator.audit..").or(resideInAPackage("..orchestrator.web..")))));

	@ArchTest
	static final ArchRule onlyTheRegistryTheLedgerTheKeysAndTheAuditKnowSql = noClasses().that()
		.resideOutsideOfPackages("..orchestrator.registry..", "..orchestrator.ledger..", "..orchestrator.idempotency..",
				"..orchestrator.database..", "..orchestrator.audit..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

	@ArchTest
	static final ArchRule theEngineKnowsNeitherKafkaNorHttp = noClasses().that()
		.resideInAnyPackage("..orchestrator.workflow..", "..orchestrator.registry..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "org.apache.hc..");

	@ArchTest
	static final ArchRule onlyTheIntakeAndTheReplyKnowKafka = noClasses().that()
		.resideInAPackage("..orchestrator.block..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

}
