package org.wvtoolkit.cli.command.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.inspection.CompositionVariants;
import org.wvtoolkit.inspection.Inspection;
import org.wvtoolkit.inspection.SuspectCharacters;
import org.wvtoolkit.inspection.TextProfile;
import org.wvtoolkit.inspection.UnspacedText;
import org.wvtoolkit.text.EncodingScan;
import org.wvtoolkit.text.analysis.TextAnalyzers;

/** Formats the findings of an inspection, one line each: what, where, what to do. */
final class CorpusFindings {
    private static final double MUCH_REPETITION = 0.05;
    private static final double FOREIGN = 0.05;

    private CorpusFindings() {}

    static List<String> of(TextProfile profile, EncodingScan scan, Map<String, String> provenance) {
        List<String> findings = new ArrayList<>();
        encoding(profile, scan, findings);
        characters(profile, findings);
        variants(profile, findings);
        scripts(profile, provenance.getOrDefault(TextAnalyzers.NAME, ""), findings);
        lines(profile, scan, findings);
        repetition(profile, findings);
        languages(profile, findings);
        return findings;
    }

    private static void encoding(TextProfile profile, EncodingScan scan, List<String> findings) {
        for (EncodingScan.Fault fault : scan.faults()) {
            findings.add(fault.where() + ": " + Quantities.count(fault.sequences())
                    + " invalid UTF-8 sequences, the first at byte " + Quantities.count(fault.offset())
                    + "; convert the file (iconv), or they are replaced by U+FFFD");
        }
        if (scan.faults().isEmpty() && profile.report().malformed() > 0) {
            findings.add(Quantities.count(profile.report().malformed())
                    + " invalid characters in files of other encodings than UTF-8; convert the files again");
        }
    }

    private static void characters(TextProfile profile, List<String> findings) {
        for (Map.Entry<SuspectCharacters.Kind, SuspectCharacters.Finding> entry :
                SuspectCharacters.find(profile.words()).entrySet()) {
            SuspectCharacters.Finding found = entry.getValue();
            findings.add(entry.getKey() + " in " + Quantities.count(found.words()) + " words, "
                    + Quantities.count(found.tokens()) + " tokens, most often in " + visible(found.example()) + " ("
                    + Quantities.count(found.exampleCount()) + ")" + remedy(entry.getKey()));
        }
    }

    private static void variants(TextProfile profile, List<String> findings) {
        CompositionVariants variants = CompositionVariants.find(profile.words());
        if (variants.words() > 0) {
            findings.add(Quantities.count(variants.words()) + " words, "
                    + Quantities.count(variants.tokens())
                    + " tokens, are written with combining marks and with composed letters too, most often "
                    + variants.example() + "; --analyzer standard or the filter nfc makes them one");
        }
    }

    /**
     * Names an analyzer for scripts that put no spaces between words, where the analyzer in use does not divide
     * them.
     */
    private static void scripts(TextProfile profile, String analyzer, List<String> findings) {
        profile.languages().forEach((language, share) -> {
            Optional<String> better = UnspacedText.betterAnalyzer(language, analyzer);
            if (better.isPresent() && share > FOREIGN) {
                findings.add(percent(share) + " of the text looks " + capital(language)
                        + ", which is written without spaces between words, and the analyzer " + analyzer
                        + " does not find its words; use --analyzer " + better.get());
            }
        });
    }

    private static String remedy(SuspectCharacters.Kind kind) {
        return switch (kind) {
            case NO_BREAK, CONTROL, INVISIBLE ->
                "; use --analyzer standard, which splits at or removes them, or replace them in the text";
            case SOFT_HYPHEN -> "; remove them from the text, because they split one word into several";
            case REPLACEMENT -> "; convert the text again from its original encoding";
        };
    }

    /** Replaces invisible characters by their code points. */
    private static String visible(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints()
                .forEach(c -> shown.append(
                        Character.isLetterOrDigit(c) || (c > 0x20 && c < 0x7F)
                                ? Character.toString(c)
                                : "<U+" + String.format(Locale.ROOT, "%04X", c) + ">"));
        return shown.toString();
    }

    private static void lines(TextProfile profile, EncodingScan scan, List<String> findings) {
        EncodingScan.LongestLine longest = scan.longestLine();
        String where = longest.bytes() == 0
                ? ""
                : "; the longest, " + Quantities.bytes((double) longest.bytes()) + ", is in " + longest.where()
                        + " at byte " + Quantities.count(longest.offset());
        if (profile.lines() == 1 && profile.tokens() > 1_000) {
            findings.add("the text is a single line, which cannot be shuffled or split" + where
                    + "; split it into sentences or paragraphs");
        } else if (profile.overlongLines() > 0) {
            findings.add(Quantities.count(profile.overlongLines()) + " lines have more than "
                    + Quantities.count(Inspection.OVERLONG_LINE) + " words" + where
                    + "; if they are not prose, split or remove them");
        }
        if (profile.documents() == 1 && profile.lines() > 1_000 && scan.files() <= 1) {
            findings.add("the text is a single document without empty lines, so documents cannot be counted or"
                    + " compared");
        }
    }

    private static void repetition(TextProfile profile, List<String> findings) {
        TextProfile.Repetition lines = profile.repeatedLines();
        if (lines.share() > MUCH_REPETITION) {
            findings.add(percent(lines.share()) + " of the lines are duplicates, one line occurs "
                    + Quantities.count(lines.maxCount()) + " times" + estimated(lines) + "; see wv corpus dedup");
        }
        TextProfile.Repetition documents = profile.repeatedDocuments();
        if (documents.share() > MUCH_REPETITION / 5 && profile.documents() > 1) {
            findings.add(percent(documents.share()) + " of the documents are duplicates, one document occurs "
                    + Quantities.count(documents.maxCount()) + " times" + estimated(documents)
                    + "; see wv corpus dedup --unit document");
        }
    }

    private static String estimated(TextProfile.Repetition repetition) {
        return repetition.exact() ? "" : ", estimated";
    }

    private static void languages(TextProfile profile, List<String> findings) {
        String first = profile.languages().keySet().stream().findFirst().orElse("");
        profile.languages().forEach((language, share) -> {
            if (!language.equals(first) && share > FOREIGN && !language.startsWith("unknown")) {
                findings.add(percent(share) + " of the text appears to be " + capital(language) + ", the rest "
                        + capital(first) + "; train one model per language for better vectors");
            }
        });
    }

    private static String capital(String language) {
        return Character.toUpperCase(language.charAt(0)) + language.substring(1);
    }

    /** Formats a share as a percentage with one decimal place. */
    static String percent(double share) {
        return Quantities.fixed(100 * share, 1) + " %";
    }
}
