package org.dibbs.orchestration.gateway;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.dibbs.orchestration.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String BASE = "org.dibbs.orchestration.gateway";

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule handoverKnowsNoOtherPackage = knowsOnly("handover");

	@ArchTest
	static final ArchRule problemKnowsNoOtherPackage = knowsOnly("problem");

	@ArchTest
	static final ArchRule documentationKnowsOnlyProblem = knowsOnly("documentation", "problem");

	@ArchTest
	static final ArchRule telemetryKnowsNoOtherPackage = knowsOnly("telemetry");

	@ArchTest
	static final ArchRule workerKnowsNoOtherPackage = knowsOnly("worker");

	@ArchTest
	static final ArchRule routingKnowsOnlyProblemAndWorker = knowsOnly("routing", "problem", "worker");

	@ArchTest
	static final ArchRule idempotencyKnowsOnlyProblemAndWorker = knowsOnly("idempotency", "problem", "worker");

	@ArchTest
	static final ArchRule securityKnowsNoOtherPackage = knowsOnly("security");

	@ArchTest
	static final ArchRule uploadKnowsNoOtherPackage = knowsOnly("upload");

	@ArchTest
	static final ArchRule batchKnowsNoOtherPackage = knowsOnly("batch");

	@ArchTest
	static final ArchRule auditKnowsNoOtherPackage = knowsOnly("audit");

	@ArchTest
	static final ArchRule limitsKnowOnlyProblem = knowsOnly("limits", "problem");

	@ArchTest
	static final ArchRule submissionKnowsWhatItTakesMessagesWith = knowsOnly("submission", "batch", "handover",
			"idempotency", "problem", "routing", "upload");

	@ArchTest
	static final ArchRule onlyPackagesWithATopicOfTheirOwnKnowKafka = noClasses().that()
		.resideOutsideOfPackages(BASE + ".handover", BASE + ".audit", BASE + ".limits", BASE + ".security")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

	@ArchTest
	static final ArchRule nothingBlocks = noClasses().should()
		.callMethodWhere(target(nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream"))
			.and(target(owner(resideInAPackage("reactor..")))));

	private static ArchRule knowsOnly(String name, String... others) {
		String[] allowed = new String[others.length + 1];
		allowed[0] = BASE + "." + name + "..";
		for (int i = 0; i < others.length; i++) {
			allowed[i + 1] = BASE + "." + others[i] + "..";
		}
		return noClasses().that()
			.resideInAPackage(allowed[0])
			.should()
			.dependOnClassesThat(
					resideInAPackage(BASE + "..").and(JavaClass.Predicates.resideOutsideOfPackages(allowed)));
	}

}
