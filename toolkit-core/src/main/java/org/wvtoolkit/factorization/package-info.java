/**
 * The truncated singular value decomposition of large sparse matrices, and the word vectors made from it.
 *
 * <p>Entry class: {@link org.wvtoolkit.factorization.TruncatedSvd}. Comes in: a {@link org.wvtoolkit.linalg.CsrMatrix} of
 * single precision, usually weighted co-occurrence. Goes out: {@link org.wvtoolkit.factorization.SingularTriplets} and, from
 * them, dense vectors. Large products run through {@code org.wvtoolkit.linalg.kernel}; EJML factors the small matrices.
 */
@NullMarked
package org.wvtoolkit.factorization;

import org.jspecify.annotations.NullMarked;
