/**
 * Pictures: what stands in one, where, and how it is written.
 *
 * <p>Comes in: numbers and words. {@link org.wvtoolkit.plot.WordMap}, {@link org.wvtoolkit.plot.HeatMap} and {@link
 * org.wvtoolkit.plot.Chart} make a {@link org.wvtoolkit.plot.Picture} of them, a list of marks that knows no file; {@link
 * org.wvtoolkit.plot.PictureFormat} writes it as SVG or PNG. {@link org.wvtoolkit.plot.Projection} brings vectors to two dimensions.
 */
@NullMarked
package org.wvtoolkit.plot;

import org.jspecify.annotations.NullMarked;
