package org.wvtoolkit.thesaurus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The built-in corpus: WordNet 3.1's glosses and examples as text. For each sense (synset) and each
 * of its words there is a line, the word followed by the gloss. About 207,000 lines, shuffled, so
 * that training does not see all nouns first and all adverbs last; the order is the same every
 * time.
 *
 * <p>A word of several parts is written with spaces ("united states"), not as WordNet has it with
 * underscores: joined, it would be a token of its own that comes once or twice in the whole corpus,
 * below any minimum count, and its line would teach nothing; parted, its parts are seen beside what
 * they mean, and a question, cut by the same analyzer, can name them.
 */
public final class WordNetGlosses {
    /** Senses in WordNet 3.1, which the progress is measured by. */
    private static final int SENSES = 117_791;

    private static final int SENSES_A_REPORT = 2048;

    private static final long SEED = 1;

    private WordNetGlosses() {}

    /**
     * Writes the corpus to a file, beside it first, then renamed into place: either the whole file
     * is there or none is, or the old one still.
     *
     * @param target the file, replaced if it exists; its folder is made if there is none
     * @param progress told of senses, as rows
     * @throws IOException if the file cannot be written; the message says why
     */
    public static void write(Path target, ProgressListener progress) throws IOException {
        progress.stage("writing WordNet's glosses", ProgressListener.Unit.ROWS, SENSES);
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + ": not a file's name; name a file");
        }
        Files.createDirectories(folder);
        // Not createTempFile, whose file nobody else could read; hidden, so that no reading of the folder takes it for
        // text.
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                write(writer, progress);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(BufferedWriter writer, ProgressListener progress) throws IOException {
        long senses = 0;
        List<String> lines = new ArrayList<>();
        try {
            Dictionary wordNet = WordNet.dictionary(WordNet.VERSION);
            try {
                // Not POS.getAllPOS(), whose order is nobody's promise.
                for (POS pos : List.of(POS.NOUN, POS.VERB, POS.ADJECTIVE, POS.ADVERB)) {
                    Iterator<Synset> synsets = wordNet.getSynsetIterator(pos);
                    while (synsets.hasNext()) {
                        add(synsets.next(), lines);
                        if (++senses % SENSES_A_REPORT == 0) {
                            progress.advanced(Math.min(senses, SENSES), "");
                        }
                    }
                }
            } finally {
                wordNet.close();
            }
        } catch (JWNLException | NoSuchElementException e) {
            throw WordNet.unreadable(WordNet.VERSION, e);
        }
        Collections.shuffle(lines, new Random(SEED));
        for (String line : lines) {
            writer.write(line);
            writer.write('\n');
        }
        progress.advanced(senses, "");
    }

    private static void add(Synset synset, List<String> lines) {
        String gloss = synset.getGloss().strip();
        for (Word word : synset.getWords()) {
            lines.add(word.getLemma().replace('_', ' ') + " " + gloss);
        }
    }
}
