package org.wvtoolkit.phrases;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Finds phrases in a corpus (Mikolov et al. 2013, section 4).
 *
 * <p>The text is read once. Later passes read its word ids from a temporary file of four bytes per
 * token. Memory stays within the budget, except for the distinct words. The result does not depend
 * on the number of threads.
 */
public final class PhraseFinder {
    private PhraseFinder() {}

    /**
     * Finds the phrases of an encoded corpus.
     *
     * @param corpus a corpus encoded with all its words; not closed
     * @param options scoring method and limits
     * @param connector the text between the tokens of a phrase
     * @param resources number of threads, memory for bigrams, and the folder for the temporary
     *     files of the second and later passes
     * @param progress receives the number of words whose successors have been counted
     * @return the phrases of all passes, sorted by descending count within a pass
     * @throws IOException if a temporary file cannot be written, or the thread is interrupted
     */
    public static Phrases find(
            EncodedSource corpus,
            PhraseOptions options,
            String connector,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        Phrases found = new Phrases(connector, List.of());
        TokenSource source = corpus;
        for (int pass = 1; pass <= options.passes(); pass++) {
            List<Phrase> more = new ArrayList<>();
            if (pass == 1) {
                more.addAll(new BigramCounter(corpus.corpus(), options, pass).phrases(resources, progress));
            } else {
                try (PhrasedSource joined = PhrasedSource.of(source, found);
                        TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "phrases");
                        EncodedSource encoded = encode(joined, file, resources, progress)) {
                    more.addAll(new BigramCounter(encoded.corpus(), options, pass).phrases(resources, progress));
                }
            }
            if (more.isEmpty()) {
                break;
            }
            // Sort by count: rare pairs have the highest scores but are less informative. The sort is stable,
            // so equal counts stay in the order of their words' frequencies.
            more.sort(Comparator.comparingLong(Phrase::count).reversed());
            List<Phrase> all = new ArrayList<>(found.all());
            all.addAll(more);
            found = new Phrases(connector, all);
        }
        return found;
    }

    /**
     * Encodes a text with all its words, as required by {@link #find}.
     *
     * @param source the text
     * @param file the file for the corpus, four bytes per token; must outlive the corpus
     * @param resources number of threads and the folder for the spill file
     * @param progress receives progress in bytes read
     * @return the corpus; the caller closes it
     * @throws IOException if the text cannot be read or a file cannot be written
     */
    public static EncodedSource encode(
            TokenSource source, TemporaryFile file, Resources resources, ProgressListener progress) throws IOException {
        VocabularyOptions all = new VocabularyOptions(1, Integer.MAX_VALUE);
        return EncodedSource.beginning(
                source.name(), CorpusEncoder.encode(source, all, file.path(), resources, progress), Long.MAX_VALUE);
    }
}
