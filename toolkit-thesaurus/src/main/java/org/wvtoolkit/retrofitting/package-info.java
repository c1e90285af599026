/**
 * Adaptation of trained vectors to a lexicon.
 *
 * <p>Input: {@link org.wvtoolkit.embedding.DenseEmbeddings} and a {@link
 * org.wvtoolkit.retrofitting.Lexicon} of related words. Output: new vectors of the same words, by
 * {@link org.wvtoolkit.retrofitting.Retrofitting} (Faruqui et al. 2015) or {@link
 * org.wvtoolkit.retrofitting.CounterFitting} (Mrkšić et al. 2016).
 */
@NullMarked
package org.wvtoolkit.retrofitting;

import org.jspecify.annotations.NullMarked;
