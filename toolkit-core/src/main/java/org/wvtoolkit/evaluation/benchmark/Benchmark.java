package org.wvtoolkit.evaluation.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions whose answers are known. Immutable. */
public sealed interface Benchmark {
    /**
     * What it is called.
     *
     * @return such as {@code simlex999}
     */
    String name();

    /**
     * Adds every word that is asked about.
     *
     * @param words takes them, as the benchmark spells them
     */
    void addWordsTo(Set<String> words);

    /**
     * Pairs of words whose similarity people have rated.
     *
     * @param name what it is called
     * @param pairs the pairs, at least {@link Correlation#LEAST}, whose ratings are not all equal
     */
    record Similarity(String name, List<RatedPair> pairs) implements Benchmark {
        /** Copies the list. */
        public Similarity {
            pairs = List.copyOf(pairs);
        }

        @Override
        public void addWordsTo(Set<String> words) {
            for (RatedPair pair : pairs) {
                words.add(pair.first());
                words.add(pair.second());
            }
        }
    }

    /**
     * Two words and how similar people find them.
     *
     * @param first a word
     * @param second another, or the same
     * @param rating finite; the more similar, the higher
     */
    record RatedPair(String first, String second, double rating) {}

    /**
     * Questions of the kind: A is to B as C is to what?
     *
     * @param name what it is called
     * @param sections kinds of relation
     */
    record Analogies(String name, List<Section> sections) implements Benchmark {
        /** Copies the list. */
        public Analogies {
            sections = List.copyOf(sections);
        }

        @Override
        public void addWordsTo(Set<String> words) {
            for (Section section : sections) {
                for (Analogy question : section.questions()) {
                    words.add(question.a());
                    words.add(question.b());
                    words.add(question.c());
                    words.add(question.d());
                }
            }
        }
    }

    /**
     * Questions about one relation.
     *
     * @param name such as {@code capitals}; one that begins with {@value #SYNTACTIC} is about grammar
     * @param questions the questions
     */
    record Section(String name, List<Analogy> questions) {
        /** How the names of sections about grammar begin, as in the sets of the word2vec tool. */
        public static final String SYNTACTIC = "gram";

        /** Copies the list. */
        public Section {
            questions = List.copyOf(questions);
        }

        /**
         * A section of pairs that stand in the same relation: every pair is asked about with every other as its example.
         *
         * @param name its name
         * @param pairs lists of two words
         * @return a section of n·(n − 1) questions
         */
        public static Section ofPairs(String name, List<List<String>> pairs) {
            List<Analogy> questions = new ArrayList<>();
            for (List<String> example : pairs) {
                for (List<String> asked : pairs) {
                    if (!example.equals(asked)) {
                        questions.add(new Analogy(example.get(0), example.get(1), asked.get(0), asked.get(1)));
                    }
                }
            }
            return new Section(name, questions);
        }

        /**
         * Whether it is about grammar rather than meaning.
         *
         * @return true for syntactic
         */
        public boolean isSyntactic() {
            return name.startsWith(SYNTACTIC);
        }
    }

    /**
     * A is to B as C is to D.
     *
     * @param a the first word
     * @param b what it goes with
     * @param c the word asked about
     * @param d the answer
     */
    record Analogy(String a, String b, String c, String d) {}

    /**
     * Words that belong to categories, for clustering.
     *
     * @param name what it is called
     * @param words words with their categories, of two categories at least
     */
    record Categories(String name, List<Member> words) implements Benchmark {
        /** Copies the list. */
        public Categories {
            words = List.copyOf(words);
        }

        @Override
        public void addWordsTo(Set<String> all) {
            words.forEach(member -> all.add(member.word()));
        }
    }

    /**
     * A word of a category.
     *
     * @param word the word
     * @param category the category
     */
    record Member(String word, String category) {}

    /**
     * Sets of words that belong together, each with words that do not: which is the odd one out?
     *
     * @param name what it is called
     * @param sets the sets
     */
    record Outliers(String name, List<OutlierSet> sets) implements Benchmark {
        /** Copies the list. */
        public Outliers {
            sets = List.copyOf(sets);
        }

        @Override
        public void addWordsTo(Set<String> words) {
            for (OutlierSet set : sets) {
                words.addAll(set.members());
                words.addAll(set.outliers());
            }
        }
    }

    /**
     * Words that belong together, and some that do not.
     *
     * @param name the theme
     * @param members at least two
     * @param outliers at least one; each makes one question, together with the members
     */
    record OutlierSet(String name, List<String> members, List<String> outliers) {
        /** Copies the lists. */
        public OutlierSet {
            members = List.copyOf(members);
            outliers = List.copyOf(outliers);
        }
    }
}
