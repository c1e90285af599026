/**
 * Pictures: layout, elements and file formats.
 *
 * <p>{@link org.wvtoolkit.plot.WordMapDiagram}, {@link org.wvtoolkit.plot.HeatMap} and {@link org.wvtoolkit.plot.Chart}
 * create a {@link org.wvtoolkit.plot.Picture} from numbers and words. A picture is a list of marks and independent
 * of file formats; {@link org.wvtoolkit.plot.PictureFormat} writes it as SVG or PNG. {@link
 * org.wvtoolkit.plot.Projection} projects vectors to two dimensions.
 *
 * <p>Input: numbers and words. Output: SVG or PNG files.
 */
@NullMarked
package org.wvtoolkit.plot;

import org.jspecify.annotations.NullMarked;
