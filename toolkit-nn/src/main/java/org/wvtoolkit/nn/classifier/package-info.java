/**
 * Text classifiers on word vectors: averaged vectors with n-grams, and a convolutional network.
 *
 * <p>Input: labelled lines ({@link org.wvtoolkit.nn.labelled.LabelledFormat}), which
 * {@link org.wvtoolkit.nn.labelled.LabelledCorpus} encodes, and optionally word vectors. Output: a
 * {@link org.wvtoolkit.nn.classifier.TextClassifier}, stored in one file, and a
 * {@link org.wvtoolkit.nn.classifier.ClassificationReport} with its test results. Entry class:
 * {@link org.wvtoolkit.nn.classifier.ClassifierTraining}. A new classifier is a class and a line in
 * {@link org.wvtoolkit.nn.classifier.ClassifierMethods}; a new input format is a constant of {@code LabelledFormat}.
 */
@NullMarked
package org.wvtoolkit.nn.classifier;

import org.jspecify.annotations.NullMarked;
