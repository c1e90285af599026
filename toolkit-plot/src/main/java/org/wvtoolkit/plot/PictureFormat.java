package org.wvtoolkit.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.option.InvalidOptionException;

/** The file format of a picture, selected by the file name. */
public enum PictureFormat {
    /** Scalable vector graphics, rendered by the viewer with its own fonts. */
    SVG(".svg") {
        @Override
        byte[] bytes(Picture picture) {
            return SvgPicture.write(picture);
        }

        @Override
        public List<String> warnings(Picture picture) {
            return List.of();
        }
    },

    /** Pixel graphics with two pixels per unit, rendered by Java with the fonts of the machine. */
    PNG(".png") {
        @Override
        byte[] bytes(Picture picture) throws IOException {
            PngPicture.requireFonts();
            return PngPicture.write(picture);
        }

        @Override
        public List<String> warnings(Picture picture) throws IOException {
            PngPicture.requireFonts();
            List<String> unreadable = PngPicture.unreadable(picture.texts());
            return unreadable.isEmpty() ? List.of() : List.of(warning(unreadable));
        }
    };

    private static final int MAX_NAMED = 5;

    private final String suffix;

    PictureFormat(String suffix) {
        this.suffix = suffix;
    }

    abstract byte[] bytes(Picture picture) throws IOException;

    /**
     * Reports texts that cannot be rendered correctly: those with characters that no font contains, with the
     * package to install.
     *
     * @param picture the picture
     * @return one line per problem; empty if there is none
     * @throws IOException if the machine has no fonts
     */
    public abstract List<String> warnings(Picture picture) throws IOException;

    /**
     * Selects the format of a file.
     *
     * @param file a name that ends in .svg or .png, in any case
     * @return the format
     * @throws InvalidOptionException for any other ending
     */
    public static PictureFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.suffix))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        "output",
                        file,
                        "must end in "
                                + Arrays.stream(values())
                                        .map(format -> format.suffix)
                                        .collect(Collectors.joining(" or "))));
    }

    /**
     * Writes a picture to a temporary file beside its target and renames it.
     *
     * @param picture the picture
     * @param target the file; replaced if it exists
     * @throws IOException if it cannot be written, or rendered because fonts are missing
     */
    public void write(Picture picture, Path target) throws IOException {
        byte[] bytes = bytes(picture);
        try (AtomicFile file = AtomicFile.create(target)) {
            file.write(bytes, 0, bytes.length);
            file.commit();
        }
    }

    private static String warning(List<String> unreadable) {
        Set<String> packages = new LinkedHashSet<>();
        for (String text : unreadable) {
            text.codePoints().forEach(point -> packageOf(point, packages));
        }
        List<String> named = new ArrayList<>(unreadable.subList(0, Math.min(MAX_NAMED, unreadable.size())));
        if (unreadable.size() > MAX_NAMED) {
            named.add("and " + (unreadable.size() - MAX_NAMED) + " more");
        }
        return "no installed font has all characters of " + String.join(", ", named)
                + ", which are drawn as boxes; install one (Debian and Ubuntu: apt install "
                + String.join(" ", packages) + "), or write an .svg";
    }

    private static void packageOf(int point, Set<String> packages) {
        switch (Character.UnicodeScript.of(point)) {
            case LATIN, COMMON, INHERITED, GREEK, CYRILLIC -> {
                if (point >= 0x1F000) {
                    packages.add("fonts-noto-color-emoji");
                } else if (packages.isEmpty() && point > 0x24F) {
                    packages.add("fonts-noto-core");
                }
            }
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> packages.add("fonts-noto-cjk");
            default -> packages.add("fonts-noto-core");
        }
    }
}
