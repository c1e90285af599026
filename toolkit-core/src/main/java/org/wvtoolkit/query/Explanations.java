package org.wvtoolkit.query;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.query.rows.VectorRows;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Explains the similarity of words in a sparse model. The cosine is a sum of a·b / (‖a‖·‖b‖) over
 * the contexts that both words have, so each context has a share.
 *
 * <p>Each explanation reads two rows. Thread-safe as long as the embeddings are open.
 */
public final class Explanations {
    private final SparseEmbeddings embeddings;

    private Explanations(SparseEmbeddings embeddings) {
        this.embeddings = embeddings;
    }

    /**
     * Creates an instance for embeddings.
     *
     * @param embeddings must stay open; not closed by this class
     * @return the explanations
     */
    public static Explanations of(SparseEmbeddings embeddings) {
        return new Explanations(embeddings);
    }

    /**
     * Explains the similarity of two words.
     *
     * @param one a word as in the vocabulary
     * @param other another word, or the same
     * @param count maximum number of contexts to return, at least 1
     * @return the explanation; {@link Outcome.NoDirection} if a word has no contexts
     */
    public Outcome<Explanation> why(String one, String other, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        Vocabulary vocabulary = embeddings.vocabulary();
        List<String> words = List.of(one, other);
        int[] ids = new int[2];
        List<UnknownWord> unknown = Neighbours.lookUp(vocabulary, VectorRows.of(embeddings), words, ids);
        if (!unknown.isEmpty()) {
            return new Outcome.Unknown<>(unknown);
        }
        double norms =
                embeddings.vectors().rowNorm(ids[0]) * embeddings.vectors().rowNorm(ids[1]);
        return norms > 0
                ? new Outcome.Known<>(explain(ids[0], ids[1], norms, count))
                : new Outcome.NoDirection<>(words);
    }

    private Explanation explain(int one, int other, double norms, int count) {
        CsrMatrix rows = embeddings.vectors();
        TopK best = new TopK(Math.min(count, rows.columns()));
        double cosine = 0;
        int shared = 0;
        long at = rows.rowStart(one);
        long beside = rows.rowStart(other);
        while (at < rows.rowEnd(one) && beside < rows.rowEnd(other)) {
            int column = rows.column(at);
            int difference = Integer.compare(column, rows.column(beside));
            if (difference == 0) {
                double part = rows.value(at) * rows.value(beside) / norms;
                cosine += part;
                shared++;
                best.add(column, (float) part);
            }
            at += difference <= 0 ? 1 : 0;
            beside += difference >= 0 ? 1 : 0;
        }
        ContextMatrix contexts = embeddings.contexts();
        List<Explanation.SharedContext> named = new ArrayList<>();
        for (int column : best.sortedIds()) {
            double left = rows.get(one, column);
            double right = rows.get(other, column);
            named.add(new Explanation.SharedContext(
                    embeddings.vocabulary().word(contexts.contextWord(column)),
                    contexts.contextOffset(column),
                    cosine == 0 ? 0 : left * right / norms / cosine,
                    left,
                    right));
        }
        return new Explanation(cosine, shared, named);
    }
}
