package org.wvtoolkit.plot;

/** Title and subtitle of a picture. */
final class Headings {
    private Headings() {}

    static void draw(Picture.Drawing drawing, String title, String subtitle) {
        drawing.text(20, 30, title, 17, Mark.Anchor.START, Palette.INK);
        drawing.text(20, 49, subtitle, 12.5, Mark.Anchor.START, Palette.QUIET);
    }
}
