package org.wvtoolkit.evaluation.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions with known answers. Immutable. */
public sealed interface Benchmark {
    /**
     * Returns the name of the benchmark.
     *
     * @return for example {@code simlex999}
     */
    String name();

    /**
     * Adds all words of the questions to a set.
     *
     * @param words receives the words as spelled in the benchmark
     */
    void addWordsTo(Set<String> words);

    /**
     * Pairs of words with human similarity ratings.
     *
     * @param name name of the benchmark
     * @param pairs at least {@link Correlation#MIN_ITEMS} pairs, whose ratings are not all equal
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
     * Pair of words with a similarity rating.
     *
     * @param first a word
     * @param second another word, or the same
     * @param rating a finite value, higher for more similar words
     */
    record RatedPair(String first, String second, double rating) {}

    /**
     * Analogy questions {@code a : b = c : ?}.
     *
     * @param name name of the benchmark
     * @param sections one section for each relation
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
     * @param name for example {@code capitals}; names of syntactic relations begin with
     *     {@value #SYNTACTIC}
     * @param questions the questions
     */
    record Section(String name, List<Analogy> questions) {
        /** Prefix of the names of syntactic relations, as in the benchmarks of the word2vec tool. */
        public static final String SYNTACTIC = "gram";

        /** Copies the list. */
        public Section {
            questions = List.copyOf(questions);
        }

        /**
         * Creates a section from pairs of the same relation: each pair is combined with every other
         * pair as its example.
         *
         * @param name name of the section
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
         * Returns whether the relation is syntactic rather than semantic.
         *
         * @return true for syntactic
         */
        public boolean isSyntactic() {
            return name.startsWith(SYNTACTIC);
        }
    }

    /**
     * Analogy {@code a : b = c : d}.
     *
     * @param a the first word
     * @param b the word related to it
     * @param c the word to complete
     * @param d the expected answer
     */
    record Analogy(String a, String b, String c, String d) {}

    /**
     * Words with categories, for clustering.
     *
     * @param name name of the benchmark
     * @param words words of at least two categories
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
     * Word with its category.
     *
     * @param word the word
     * @param category the category
     */
    record Member(String word, String category) {}

    /**
     * Sets of related words with outliers to be detected.
     *
     * @param name name of the benchmark
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
     * Set of related words, and words that do not belong to it.
     *
     * @param name the topic
     * @param members at least two
     * @param outliers at least one; each forms one question together with the members
     */
    record OutlierSet(String name, List<String> members, List<String> outliers) {
        /** Copies the lists. */
        public OutlierSet {
            members = List.copyOf(members);
            outliers = List.copyOf(outliers);
        }
    }
}
