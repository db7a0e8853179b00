"""Pictures drawn without widgets, for posts, exports, the command line and the tray; and the fonts they share with the
window.
"""
