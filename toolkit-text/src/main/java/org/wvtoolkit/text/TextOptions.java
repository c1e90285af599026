package org.wvtoolkit.text;

/**
 * What determines the tokens of a text.
 *
 * @param analyzer the name of an analyzer, one of {@link TextAnalyzers#all}, in lower case
 */
public record TextOptions(String analyzer) {
    /**
     * Checks that there is such an analyzer.
     *
     * @throws IllegalArgumentException if there is not; the message lists those there are
     */
    public TextOptions {
        analyzer = TextAnalyzers.named(analyzer).name();
    }

    /**
     * Words by the rules of Unicode, in lower case.
     *
     * @return the default options
     */
    public static TextOptions defaults() {
        return new TextOptions(StandardAnalyzer.NAME);
    }
}
