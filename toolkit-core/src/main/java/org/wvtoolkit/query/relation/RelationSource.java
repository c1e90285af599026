package org.wvtoolkit.query.relation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/** Source of lexical relations between words, such as a thesaurus. Implementations are thread-safe. */
@FunctionalInterface
public interface RelationSource {
    /**
     * Returns the relation of one word to another.
     *
     * @param word the word of the question
     * @param other its neighbour
     * @return what {@code other} is to {@code word}; {@link Relation#NONE} where no relation is
     *     recorded
     */
    Relation relation(String word, String other);

    /**
     * Returns the strongest relation of a word to any word of a query.
     *
     * @param words the words of the question
     * @param other a neighbour
     * @return the first in the order of {@link Relation}; {@link Relation#NONE} for an empty
     *     question
     */
    default Relation relation(Collection<String> words, String other) {
        Relation strongest = Relation.NONE;
        for (String word : words) {
            Relation found = relation(word, other);
            strongest = found.compareTo(strongest) < 0 ? found : strongest;
        }
        return strongest;
    }

    /**
     * Labels neighbours with their relation to a question.
     *
     * @param words the words of the question
     * @param neighbours its neighbours
     * @return one labelled neighbour for each, in the same order
     */
    default List<RelatedNeighbour> annotate(Collection<String> words, List<Neighbour> neighbours) {
        List<RelatedNeighbour> annotated = new ArrayList<>(neighbours.size());
        for (Neighbour neighbour : neighbours) {
            annotated.add(new RelatedNeighbour(neighbour, relation(words, neighbour.word())));
        }
        return annotated;
    }

    /**
     * Answers a query with neighbours of accepted relations only. Requests more neighbours until
     * enough are accepted or the vocabulary is exhausted, so the cost grows with the rank of the
     * last accepted neighbour.
     *
     * @param neighbours answers the query
     * @param question words added and subtracted; relations are those to the added words
     * @param accepted the relations to keep
     * @return at most {@link Question#count()} neighbours, nearest first; or the result of {@link
     *     Neighbours#ask}, unchanged, if it is not {@link Outcome.Known}
     */
    default Outcome<List<Neighbour>> ask(Neighbours neighbours, Question question, Set<Relation> accepted) {
        for (long asked = 4L * question.count(); ; asked *= 8) {
            int count = (int) Math.min(Integer.MAX_VALUE, asked);
            Outcome<List<Neighbour>> answer = neighbours.ask(new Question(
                    question.plus(), question.minus(), question.combination(), count, question.candidates()));
            if (!(answer instanceof Outcome.Known(List<Neighbour> near))) {
                return answer;
            }
            List<Neighbour> kept = new ArrayList<>();
            for (Neighbour neighbour : near) {
                if (kept.size() < question.count() && accepted.contains(relation(question.plus(), neighbour.word()))) {
                    kept.add(neighbour);
                }
            }
            if (kept.size() == question.count() || near.size() < count) {
                return new Outcome.Known<>(kept);
            }
        }
    }
}
