package org.wvtoolkit.alignment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Pairs of words of two models with the same meaning, as ids. Immutable.
 *
 * @param pairs the pairs, without duplicates
 * @param skipped number of dictionary entries skipped because a model lacks a word
 */
public record WordPairs(List<Pair> pairs, int skipped) {
    /**
     * A pair of words, one of each model.
     *
     * @param source id in the first model
     * @param target id in the second model
     */
    public record Pair(int source, int target) {}

    /** Copies the list. */
    public WordPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * Returns the words that have the same spelling in both models.
     *
     * @param source the first model
     * @param target the second model
     * @param mostFrequent number of most frequent words of each model to consider, at least 1
     * @return the pairs, the most frequent words of the first model first
     */
    public static WordPairs identical(DenseEmbeddings source, DenseEmbeddings target, int mostFrequent) {
        Vocabulary words = source.vocabulary();
        List<Pair> pairs = new ArrayList<>();
        for (int id = 0; id < Math.min(words.size(), mostFrequent); id++) {
            int other = target.vocabulary().id(words.word(id));
            if (other >= 0 && other < mostFrequent && source.norm(id) > 0 && target.norm(other) > 0) {
                pairs.add(new Pair(id, other));
            }
        }
        return new WordPairs(pairs, 0);
    }

    /**
     * Reads a bilingual dictionary. Each line contains two words, separated by a tab or, if there
     * is no tab, by one space. Empty lines and lines that begin with {@code #} are ignored.
     *
     * @param file UTF-8 text
     * @param source the model of the first column
     * @param target the model of the second column
     * @return the pairs whose words are in the models
     * @throws MalformedFileException if a line does not contain two words, or the file is not UTF-8
     * @throws IOException if it cannot be read
     */
    public static WordPairs read(Path file, DenseEmbeddings source, DenseEmbeddings target) throws IOException {
        Set<Pair> pairs = new LinkedHashSet<>();
        int skipped = 0;
        long number = 0;
        try (BufferedReader reader = Utf8Files.newReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] words = line.strip().split(line.strip().indexOf('\t') >= 0 ? "\t" : " +", -1);
                if (words.length != 2 || words[0].isBlank() || words[1].isBlank()) {
                    throw new MalformedFileException(
                            file,
                            -1,
                            "line " + number + " is not a pair of words",
                            "write two words per line, separated by a tab");
                }
                int from = source.vocabulary().id(words[0].strip());
                int to = target.vocabulary().id(words[1].strip());
                if (from < 0 || to < 0 || source.norm(from) == 0 || target.norm(to) == 0) {
                    skipped++;
                } else {
                    pairs.add(new Pair(from, to));
                }
            }
        } catch (MalformedInputException notUtf8) {
            throw new MalformedFileException(
                    file, -1, "is not UTF-8 after line " + number, "use a dictionary in UTF-8");
        }
        return new WordPairs(List.copyOf(pairs), skipped);
    }

    /**
     * Splits the pairs into training pairs and test pairs. All pairs of every n-th source word are
     * test pairs.
     *
     * @param every n, at least 2
     * @return two lists, the training pairs first
     */
    public List<WordPairs> split(int every) {
        List<Pair> training = new ArrayList<>();
        List<Pair> test = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>();
        Set<Integer> held = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            if (seen.add(pair.source) && seen.size() % every == 0) {
                held.add(pair.source);
            }
        }
        for (Pair pair : pairs) {
            (held.contains(pair.source) ? test : training).add(pair);
        }
        return List.of(new WordPairs(training, skipped), new WordPairs(test, 0));
    }
}
