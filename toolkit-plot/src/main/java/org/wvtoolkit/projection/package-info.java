/**
 * Projections of many vectors to the plane: principal components and UMAP, both with the same result on every run.
 *
 * <p>Entry classes: {@link org.wvtoolkit.projection.UmapLayout} and {@link org.wvtoolkit.projection.PrincipalPlane}.
 * Input: vectors, or their nearest
 * neighbours. Output: {@link org.wvtoolkit.projection.PlanePoints}.
 */
@NullMarked
package org.wvtoolkit.projection;

import org.jspecify.annotations.NullMarked;
