package org.wvtoolkit.linalg.kernel;

/** Tells whether this Java virtual machine offers SIMD instructions to the kernels. */
final class Simd {
    private static final boolean AVAILABLE = find();

    private Simd() {}

    /**
     * Returns whether the classes of {@code jdk.incubator.vector} are present. The launcher may place them on the
     * boot class path instead of adding the module, so the layer of modules is not asked.
     */
    static boolean available() {
        return AVAILABLE;
    }

    private static boolean find() {
        try {
            Class.forName("jdk.incubator.vector.Vector", false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
