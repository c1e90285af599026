/**
 * Deterministic projections of many vectors to the plane: principal components and UMAP.
 *
 * <p>Entry classes: {@link org.wvtoolkit.projection.UmapLayout} and
 * {@link org.wvtoolkit.projection.PrincipalPlane}. Input: vectors, or their nearest neighbours.
 * Output: {@link org.wvtoolkit.projection.PlanePoints}.
 */
@NullMarked
package org.wvtoolkit.projection;

import org.jspecify.annotations.NullMarked;
