package org.wvtoolkit.thesaurus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How alike two senses are, by where they meet in the hierarchy of kinds. The first three go by the
 * ways up alone; the last three by how much it says of a thing that it is of that kind (its
 * information content, see {@link InformationContent}).
 *
 * <p>Each is defined for two nouns or two verbs; for other pairs there is no score. A new one is a
 * constant here.
 */
public enum SimilarityMeasure {
    /** 1 / (steps of the shortest way + 1), 0 to 1 (Rada et al. 1989, as a similarity). */
    PATH("path", "the shortest way between the senses", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return 1.0 / (steps(common) + 1);
        }
    },
    /**
     * Wu and Palmer 1994: 2·depth(m) / (steps(a, m) + steps(b, m) + 2·depth(m)) for the deepest
     * common ancestor m, 0 to 1. As in NLTK, m is deepest by its shortest way to the root and its
     * depth is the longest; among several the one that gives most counts.
     */
    WU_PALMER("wup", "how deep the senses meet (Wu and Palmer)", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            int deepest = 0;
            double best = 0;
            for (int i = 0; i < common.count(); i++) {
                int least = taxonomy.leastDepth(common.id(i));
                if (least >= deepest) {
                    double depth = 2.0 * taxonomy.greatestDepth(common.id(i));
                    double score = depth / (common.steps(i) + depth);
                    best = least > deepest ? score : Math.max(best, score);
                    deepest = least;
                }
            }
            return best;
        }
    },
    /** Leacock and Chodorow 1998: −log((steps + 1) / 2D), D the height of the hierarchy; 0 to log 2D. */
    LEACOCK_CHODOROW("lch", "the shortest way, against the hierarchy's height (Leacock and Chodorow)", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return -Math.log((steps(common) + 1) / (2.0 * taxonomy.height(taxonomy.partOfSpeech(a))));
        }
    },
    /** Resnik 1995: the information content of the most informative common ancestor; at least 0. */
    RESNIK("res", "what the senses have in common says (Resnik)", true) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return shared(common, content);
        }
    },
    /** Lin 1998: twice what is common, by what both say; 0 to 1. A sense that the counts never saw is like nothing. */
    LIN("lin", "the same, as a share of what both say (Lin)", true) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            double both = content.of(a) + content.of(b);
            if (Double.isInfinite(both)) {
                return 0;
            }
            return both == 0 ? 1 : 2 * shared(common, content) / both;
        }
    },
    /**
     * Jiang and Conrath 1997: 1 / (IC(a) + IC(b) − 2·IC(common)). Where the distance is 0 it is
     * taken as the least that the counts can tell, −log((N − 1) / N), as WordNet::Similarity does.
     */
    JIANG_CONRATH("jcn", "what the senses do not have in common says, turned round (Jiang and Conrath)", true) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            double both = content.of(a) + content.of(b);
            if (Double.isInfinite(both)) {
                return 0;
            }
            double least = content.leastDistance(taxonomy.partOfSpeech(a));
            return 1 / Math.max(least, both - 2 * shared(common, content));
        }
    };

    private final String shortName;
    private final String summary;
    private final boolean usesInformationContent;

    SimilarityMeasure(String shortName, String summary, boolean usesInformationContent) {
        this.shortName = shortName;
        this.summary = summary;
        this.usesInformationContent = usesInformationContent;
    }

    /**
     * Scores two senses.
     *
     * @param common where they meet, not empty
     */
    abstract double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common);

    private static int steps(CommonAncestors common) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < common.count(); i++) {
            least = Math.min(least, common.steps(i));
        }
        return least;
    }

    private static double shared(CommonAncestors common, InformationContent content) {
        double most = 0;
        for (int i = 0; i < common.count(); i++) {
            if (common.id(i) != Taxonomy.ADDED_ROOT) {
                most = Math.max(most, content.of(common.id(i)));
            }
        }
        return most;
    }

    /**
     * Its name on the command line.
     *
     * @return such as {@code wup}
     */
    public String shortName() {
        return shortName;
    }

    /**
     * What it goes by, in a few words.
     *
     * @return a phrase
     */
    public String summary() {
        return summary;
    }

    /**
     * Whether it goes by counts.
     *
     * @return true for Resnik's, Lin's, and Jiang and Conrath's
     */
    public boolean usesInformationContent() {
        return usesInformationContent;
    }

    /**
     * A measure by name.
     *
     * @param name its short name
     * @return the measure, or null if there is none of that name
     */
    public static @Nullable SimilarityMeasure named(String name) {
        return Arrays.stream(values())
                .filter(measure -> measure.shortName.equals(name))
                .findFirst()
                .orElse(null);
    }
}
