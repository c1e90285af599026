/**
 * Text classifiers on word vectors: averaged vectors with n-grams, and a convolutional network.
 *
 * <p>Comes in: labelled lines ({@link org.wvtoolkit.nn.labelled.LabelledFormat}), which
 * {@link org.wvtoolkit.nn.labelled.LabelledCorpus} encodes, and word vectors of any method. Goes out: a
 * {@link org.wvtoolkit.nn.classifier.TextClassifier}, one file, and a {@link org.wvtoolkit.nn.classifier.ClassificationReport}
 * of how well it does. Entry class: {@link org.wvtoolkit.nn.classifier.ClassifierTraining}. A new kind of classifier is a class
 * and a line in {@link org.wvtoolkit.nn.classifier.ClassifierMethods}; a new format of lines, a constant of
 * {@code LabelledFormat}.
 */
@NullMarked
package org.wvtoolkit.nn.classifier;

import org.jspecify.annotations.NullMarked;
