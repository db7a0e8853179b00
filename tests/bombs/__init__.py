"""What somebody hostile may send: pictures, pages, answers and tables that cost far more than they weigh."""
