package org.wvtoolkit.examples.extension;

import org.apache.lucene.analysis.core.UnicodeWhitespaceAnalyzer;
import org.wvtoolkit.extension.Extension;
import org.wvtoolkit.extension.ExtensionParts;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.query.SimilarityFunction;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.weighting.Weighting;

/** Registers one part of each kind. */
public final class ExampleExtension implements Extension {
    /** Creates the extension; called by the service loader. */
    public ExampleExtension() {}

    @Override
    public void register(ExtensionParts parts) {
        parts.add(
                TextAnalyzer.EXTENSIONS, () -> TextAnalyzers.lucene("unicode-spaces", UnicodeWhitespaceAnalyzer::new));
        parts.add(TextFormat.EXTENSIONS, SubtitleText::new);
        parts.add(VectorFormat.EXTENSIONS, CsvVectors::new);
        parts.add(TrainingMethod.EXTENSIONS, RandomIndexing::entry);
        parts.add(Weighting.EXTENSIONS, SquareRoot::new);
        parts.add(SimilarityFunction.EXTENSIONS, Manhattan::new);
        parts.add(ClassifierMethod.EXTENSIONS, NaiveBayes::entry);
    }
}
