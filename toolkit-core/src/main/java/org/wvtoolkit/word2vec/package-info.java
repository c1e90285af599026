/**
 * Prediction-based word vectors: CBOW and skip-gram with negative sampling (Mikolov et al. 2013),
 * trained by stochastic gradient descent.
 *
 * <p>Entry class: {@link org.wvtoolkit.word2vec.Word2VecTrainer}. Input: an
 * {@link org.wvtoolkit.corpus.EncodedCorpus} and {@link org.wvtoolkit.word2vec.Word2VecOptions}.
 * Output: two matrices, the word vectors and the context vectors. The training step is implemented
 * in {@link org.wvtoolkit.word2vec.CbowStep}.
 */
@NullMarked
package org.wvtoolkit.word2vec;

import org.jspecify.annotations.NullMarked;
