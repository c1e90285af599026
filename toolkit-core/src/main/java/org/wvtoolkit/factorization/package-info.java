/**
 * Truncated singular value decomposition of large sparse matrices, and word vectors computed from
 * it.
 *
 * <p>Entry class: {@link org.wvtoolkit.factorization.TruncatedSvd}. Input: a
 * {@link org.wvtoolkit.linalg.CsrMatrix} in single precision, usually weighted co-occurrences.
 * Output: {@link org.wvtoolkit.factorization.SingularTriplets}, and dense vectors computed from
 * them. Large products use {@code org.wvtoolkit.linalg.kernel}; EJML decomposes the small matrices.
 */
@NullMarked
package org.wvtoolkit.factorization;

import org.jspecify.annotations.NullMarked;
