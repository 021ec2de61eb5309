package org.dibbs.orchestration.local;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * A stack that tests share stands still for no other test.
 */
@AnalyzeClasses(packages = "org.dibbs.orchestration.local", importOptions = ImportOption.OnlyIncludeTests.class)
class SharedStackTests {

	@ArchTest
	static final ArchRule whoRunsBesideOthersSharesNoStackWithThem = noClasses().that()
		.areAnnotatedWith(BesideOthers.class)
		.should()
		.callMethod(Stack.class, "shared")
		.orShould()
		.callMethod(Stack.class, "several")
		.orShould()
		.dependOnClassesThat()
		.haveSimpleName("GuardedStack")
		.orShould()
		.dependOnClassesThat()
		.haveSimpleName("Doors");

}
