/**
 * What a training would take, said before it begins: time, memory and disk, from short runs of the method itself on the beginning of
 * the text.
 *
 * <p>Entry class: {@link org.wvtoolkit.forecast.Forecaster}. In: an encoded beginning of a text, and how much text there is. Out: a
 * {@link org.wvtoolkit.forecast.Forecast} a method.
 */
@NullMarked
package org.wvtoolkit.forecast;

import org.jspecify.annotations.NullMarked;
