/**
 * Cost estimates for training: time, memory and disk space, measured by short runs of the method on
 * a prefix of the text.
 *
 * <p>Entry class: {@link org.wvtoolkit.forecast.Forecaster}. Input: an encoded prefix of a text and
 * the size of the text. Output: one {@link org.wvtoolkit.forecast.Forecast} per method.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.forecast;

import org.jspecify.annotations.NullMarked;
