package org.wvtoolkit.phrases;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Phrase list, in the order in which phrases are joined. Immutable.
 *
 * <p>The file format is editable text. The first line contains the connector. Each further line
 * contains the pass, the two tokens, the count and the score of a phrase, separated by tabs.
 *
 * @param connector the text between the tokens of a phrase, not empty, without white space
 * @param all the phrases of all passes, earlier passes first; in any order within a pass
 */
public record Phrases(String connector, List<Phrase> all) {
    /** The connector of word2phrase and gensim. */
    public static final String DEFAULT_CONNECTOR = "_";

    private static final String HEADER = "#phrases joined by\t";
    private static final int COLUMNS = 5;

    /** Validates the connector and the order of the passes. */
    public Phrases {
        if (connector.isEmpty() || connector.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidOptionException(
                    "connector", "\"" + connector + "\"", "must be non-empty, without white space");
        }
        all = List.copyOf(all);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).pass() < all.get(i - 1).pass()) {
                throw new IllegalArgumentException(
                        "a phrase of pass " + all.get(i).pass() + " follows one of pass "
                                + all.get(i - 1).pass());
            }
        }
    }

    /**
     * Returns the number of passes.
     *
     * @return 0 if there are no phrases
     */
    public int passes() {
        return all.isEmpty() ? 0 : all.getLast().pass();
    }

    List<Phrase> ofPass(int pass) {
        return all.stream().filter(phrase -> phrase.pass() == pass).toList();
    }

    /**
     * Returns a fingerprint of the phrases, which model metadata stores.
     *
     * @return the first 16 hexadecimal digits of the SHA-256 of connector, passes and tokens
     */
    public String fingerprint() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        digest.update(connector.getBytes(StandardCharsets.UTF_8));
        for (Phrase phrase : all) {
            String line = "\n" + phrase.pass() + "\t" + phrase.first() + "\t" + phrase.second();
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /**
     * Saves the phrases. The file is written next to the target and then renamed.
     *
     * @param target the file; an existing file is replaced
     * @throws IOException if the file cannot be written
     */
    public void save(Path target) throws IOException {
        try (AtomicFile file = AtomicFile.create(target)) {
            write(file, HEADER + connector + "\n");
            for (Phrase phrase : all) {
                write(
                        file,
                        String.format(
                                Locale.ROOT,
                                "%d\t%s\t%s\t%d\t%.6f\n",
                                phrase.pass(),
                                phrase.first(),
                                phrase.second(),
                                phrase.count(),
                                phrase.score()));
            }
            file.commit();
        }
    }

    private static void write(AtomicFile file, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }

    /**
     * Reads a phrase list.
     *
     * @param file a file written by {@link #save}
     * @return the phrases
     * @throws NotAPhraseListException if the file is not a phrase list
     * @throws IOException if the file does not exist or is malformed; the message names the line
     */
    public static Phrases read(Path file) throws IOException {
        try (BufferedReader in = Utf8Files.newReader(file)) {
            String header = in.readLine();
            if (header == null || !header.startsWith(HEADER)) {
                throw new NotAPhraseListException(file, "line 1: not a phrase list", null);
            }
            List<Phrase> all = new ArrayList<>();
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                Phrase phrase = parse(file, number, line);
                if (!all.isEmpty() && phrase.pass() < all.getLast().pass()) {
                    throw malformed(file, number, "pass " + phrase.pass() + " follows a later pass");
                }
                all.add(phrase);
            }
            return new Phrases(header.substring(HEADER.length()), all);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file; check the name", missing);
        } catch (CharacterCodingException wrong) {
            throw new NotAPhraseListException(file, "not a phrase list, which is UTF-8", wrong);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": line 1: " + wrong.getMessage(), wrong);
        }
    }

    private static Phrase parse(Path file, int number, String line) throws IOException {
        String[] parts = line.split("\t", -1);
        if (parts.length != COLUMNS) {
            throw malformed(file, number, "expected PASS, TOKEN, TOKEN, COUNT and SCORE, separated by tabs");
        }
        try {
            return new Phrase(
                    Integer.parseInt(parts[0]),
                    parts[1],
                    parts[2],
                    Long.parseLong(parts[3]),
                    Double.parseDouble(parts[4]));
        } catch (NumberFormatException wrong) {
            throw new IOException(
                    file + ": line " + number + ": the pass, the count or the score is not a number", wrong);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": line " + number + ": " + wrong.getMessage(), wrong);
        }
    }

    private static IOException malformed(Path file, int line, String what) {
        return new IOException(file + ": line " + line + ": " + what);
    }
}
