package org.wvtoolkit.relations;

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
import java.util.Random;
import java.util.UUID;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The built-in corpus: the glosses and examples of WordNet 3.1 as text. Each word of each sense
 * (synset) has a line with the word followed by the gloss, about 207,000 lines in total. The lines
 * are shuffled, so that training does not process all nouns first and all adverbs last. The order
 * is fixed.
 *
 * <p>Compounds are written with spaces ("united states") instead of WordNet's underscores. A joined
 * compound would be a token with one or two occurrences, below any minimum count, so its line would
 * not contribute to training. Separate parts occur next to their definition, and queries, which are
 * tokenized by the same analyzer, can contain them.
 */
public final class WordNetGlosses {
    /** Number of senses in WordNet 3.1, for progress reports. */
    private static final int SENSES = 117_791;

    private static final int SENSES_PER_REPORT = 2048;

    private static final long SEED = 1;

    private WordNetGlosses() {}

    /**
     * Writes the corpus to a temporary file and renames it to the target.
     *
     * @param target the file; an existing one is replaced, and its folder is created if it does not
     *     exist
     * @param progress receives the number of senses, as rows
     * @throws IOException if the file cannot be written; the target is then unchanged
     */
    public static void write(Path target, ProgressListener progress) throws IOException {
        progress.stage("writing WordNet's glosses", ProgressListener.Unit.ROWS, SENSES);
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + ": not a file name; specify a file");
        }
        Files.createDirectories(folder);
        // Files from createTempFile are readable by their owner only. A hidden file is not taken for text
        // when the folder is read.
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
        List<String> lines = new ArrayList<>();
        long senses = WordNetDatabase.read(WordNetDatabase.VERSION, wordNet -> {
            long read = 0;
            for (PartOfSpeech part : PartOfSpeech.values()) {
                Iterator<Synset> synsets = wordNet.getSynsetIterator(WordNetDatabase.pos(part));
                while (synsets.hasNext()) {
                    add(synsets.next(), lines);
                    if (++read % SENSES_PER_REPORT == 0) {
                        progress.advanced(Math.min(read, SENSES), "");
                    }
                }
            }
            return read;
        });
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
