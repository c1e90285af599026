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
 * Finds phrases in a corpus (Mikolov et al. 2013, section 4). The text is read once; the later passes go through its word ids in a
 * temporary file, four bytes a token. Memory beyond the distinct words stays within the budget, and the result does not depend on the
 * number of threads.
 */
public final class PhraseFinder {
    private PhraseFinder() {}

    /**
     * Finds the phrases of an encoded corpus.
     *
     * @param corpus one that kept all its words; stays open
     * @param options what is a phrase
     * @param connector what stands between the tokens of a phrase
     * @param resources threads, memory for the pairs, the folder for the temporary files of the second and later passes
     * @param progress told of the words whose successors were counted
     * @return the phrases of all passes, those of a pass by descending count
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
            // Rare pairs score highest; frequent ones tell more. The sort is stable: equals stay in the order of their
            // words' frequency.
            more.sort(Comparator.comparingLong(Phrase::count).reversed());
            List<Phrase> all = new ArrayList<>(found.all());
            all.addAll(more);
            found = new Phrases(connector, all);
        }
        return found;
    }

    /**
     * Encodes a text with all its words, as {@link #find} wants it.
     *
     * @param source the text
     * @param file takes the corpus, four bytes a token; must outlive it
     * @param resources threads, and the folder for the spill
     * @param progress told of what is read
     * @return the corpus; the caller closes it
     * @throws IOException if the text cannot be read or a file not be written
     */
    public static EncodedSource encode(
            TokenSource source, TemporaryFile file, Resources resources, ProgressListener progress) throws IOException {
        VocabularyOptions all = new VocabularyOptions(1, Integer.MAX_VALUE);
        return EncodedSource.beginning(
                source.name(), CorpusEncoder.encode(source, all, file.path(), resources, progress), Long.MAX_VALUE);
    }
}
