package org.wvtoolkit.thesaurus;

import java.util.Arrays;
import java.util.Optional;

/**
 * Similarity measures of two senses in the hypernym hierarchy. The first three depend on paths
 * only, the last three on information content (see {@link InformationContent}).
 *
 * <p>Each measure is defined for two nouns or two verbs. A new measure is one constant of this
 * enum.
 */
public enum SimilarityMeasure {
    /** 1 / (length of the shortest path + 1), 0 to 1 (Rada et al. 1989, as a similarity). */
    PATH("path", "length of the shortest path", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return 1.0 / (steps(common) + 1);
        }
    },
    /**
     * Wu and Palmer 1994: 2·depth(m) / (steps(a, m) + steps(b, m) + 2·depth(m)) for the deepest
     * common ancestor m, 0 to 1. As in NLTK, the deepest ancestor is the one with the greatest
     * minimum depth, depth(m) is its maximum depth, and the highest score is used if there are
     * several such ancestors.
     */
    WU_PALMER("wup", "depth of the common ancestor (Wu and Palmer)", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            int deepest = 0;
            double best = 0;
            for (int i = 0; i < common.count(); i++) {
                int least = taxonomy.minDepth(common.id(i));
                if (least >= deepest) {
                    double depth = 2.0 * taxonomy.maxDepth(common.id(i));
                    double score = depth / (common.steps(i) + depth);
                    best = least > deepest ? score : Math.max(best, score);
                    deepest = least;
                }
            }
            return best;
        }
    },
    /** Leacock and Chodorow 1998: −log((steps + 1) / 2D), where D is the height of the hierarchy; 0 to log 2D. */
    LEACOCK_CHODOROW("lch", "shortest path relative to the height of the hierarchy (Leacock and Chodorow)", false) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return -Math.log((steps(common) + 1) / (2.0 * taxonomy.height(taxonomy.partOfSpeech(a))));
        }
    },
    /** Resnik 1995: the information content of the most informative common ancestor; at least 0. */
    RESNIK("res", "information content of the common ancestor (Resnik)", true) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            return shared(common, content);
        }
    },
    /**
     * Lin 1998: twice the information content of the common ancestor, divided by the sum of that of
     * both senses; 0 to 1. The score of a sense with count 0 is 0.
     */
    LIN("lin", "the same, relative to both senses (Lin)", true) {
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
     * Jiang and Conrath 1997: 1 / (IC(a) + IC(b) − 2·IC(common)). A distance of 0 is replaced by
     * the minimum distance that the counts can distinguish, −log((N − 1) / N), as in
     * WordNet::Similarity.
     */
    JIANG_CONRATH("jcn", "inverse distance in information content (Jiang and Conrath)", true) {
        @Override
        double score(Taxonomy taxonomy, InformationContent content, int a, int b, CommonAncestors common) {
            double both = content.of(a) + content.of(b);
            if (Double.isInfinite(both)) {
                return 0;
            }
            double least = content.minDistance(taxonomy.partOfSpeech(a));
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
     * Computes the score of two senses.
     *
     * @param common their common ancestors, not empty
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
     * Returns the name used by options.
     *
     * @return for example {@code wup}
     */
    public String shortName() {
        return shortName;
    }

    /**
     * Returns a summary.
     *
     * @return a phrase
     */
    public String summary() {
        return summary;
    }

    /**
     * Returns whether the measure uses information content.
     *
     * @return true for Resnik, Lin, and Jiang and Conrath
     */
    public boolean usesInformationContent() {
        return usesInformationContent;
    }

    /**
     * Returns the measure with a name.
     *
     * @param name the short name
     * @return the measure, or empty
     */
    public static Optional<SimilarityMeasure> find(String name) {
        return Arrays.stream(values())
                .filter(measure -> measure.shortName.equals(name))
                .findFirst();
    }
}
